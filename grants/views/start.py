"""Beginning an application."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grants.actions.applications import start_application
from grants.actions.seats import register_applicant
from grants.forms.start import OrganisationForm, StartForm
from grants.queries.calls import CallLine
from grants.queries.seats import applicants_of, seats_of
from grants.states import SeatState
from grants.views.finding import call_or_404
from portal.cities.models import City
from portal.core import clock
from portal.core.errors import Refused


@login_required
def start(request, uuid):
    """Choose who applies; with one body only the button is left. Opening the page changes nothing."""
    call, at = call_or_404(uuid), clock.now()
    bodies = list(applicants_of(request.user, at))
    form = StartForm(request.POST or None, organisations=bodies, initial={"organisation": bodies and bodies[0].uuid})
    if request.method == "POST" and form.is_valid():
        try:
            application = start_application(
                call=call,
                organisation=form.cleaned_data["organisation"],
                city=None,
                by=request.user,
                at=at,
                language=get_language().split("-")[0],
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("grants:edit", application.uuid)
    context = {
        "form": form,
        "call": CallLine.of(call, at),
        "is_open": call.takes_applications(at),
        "bodies": bodies,
        "seats": [seat for seat in seats_of(request.user) if seat.state == SeatState.ASKED],
    }
    return render(request, "grants/applications/start.html", context)


@login_required
def organisation(request):
    """Register an organisation one applies for, or ask to represent one that is known."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        city = City.objects.filter(uuid=answers.pop("city")).first() if answers["city"] else None
        answers.pop("city", None)
        try:
            seat = register_applicant(**answers, city=city, by=request.user, at=clock.now())
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            if seat.state == SeatState.CONFIRMED:
                messages.success(request, _("You can now apply for %(body)s.") % {"body": seat.organisation.name})
            else:
                words = _("The secretariat checks that you can apply for %(body)s, and then e-mails you.")
                messages.info(request, words % {"body": seat.organisation.name})
            return redirect("grants:applications")
    return render(request, "grants/applications/organisation.html", {"form": form})
