"""The way in for a city that is not listed, or that has no contact person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.cities.actions.requests import ask_for_city
from portal.cities.forms.city_request import CityRequestForm
from portal.core import clock


@login_required
def ask(request):
    """Ask; staff answer by e-mail."""
    form = CityRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ask_for_city(**form.cleaned_data, by=request.user, at=clock.now())
        messages.success(request, _("We got your question. We answer by e-mail, usually within two working days."))
        return redirect("people:account")
    return render(request, "cities/ask.html", {"form": form})
