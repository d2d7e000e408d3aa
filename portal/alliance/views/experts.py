"""The expert directory as members and staff read it, and a city's questions."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.adminkit.views.mixins import explain
from portal.alliance.actions.expert_requests import ask_expert, close_expert_request
from portal.alliance.filters import ExpertFilter
from portal.alliance.forms.experts import AskExpertForm
from portal.alliance.queries.experts import (
    asking_cities,
    city_request_views,
    expert_views,
    requests_of_city,
    shown_experts,
)
from portal.alliance.views.access import members_page
from portal.cities.states import CityDuty
from portal.cities.views.access import city_page
from portal.core import clock
from portal.core.errors import Refused

PAGE_SIZE = 20


@require_safe
@members_page
def directory(request):
    """Who has agreed to be found, by words, field and language."""
    chosen = ExpertFilter(request.GET, queryset=shown_experts())
    page = Paginator(chosen.qs.prefetch_related("fields"), PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = expert_views(page.object_list)
    may_ask = bool(asking_cities(request.user, clock.now()))
    return render(request, "alliance/experts.html", {"filter": chosen, "page": page, "may_ask": may_ask})


@require_http_methods(["GET", "HEAD", "POST"])
@members_page
def ask(request, uuid):
    """Ask one of them, for one's city."""
    expert, at = get_object_or_404(shown_experts(), uuid=uuid), clock.now()
    cities = asking_cities(request.user, at)
    if not cities:
        raise Http404
    form = AskExpertForm(request.POST if request.method == "POST" else None, cities=cities)
    if request.method == "POST" and form.is_valid():
        try:
            asked = ask_expert(expert=expert, by=request.user, at=at, **form.cleaned_data)
        except Refused as refusal:
            explain(form, refusal)
        else:
            messages.success(request, _("The expert gets your question by e-mail. You read the answer here."))
            return redirect("alliance:city_experts", asked.city.uuid)
    return render(request, "alliance/ask_expert.html", {"form": form, "expert": expert_views([expert])[0]})


@require_safe
@city_page(CityDuty.ADVICE)
def city_experts(request, city):
    """What the city asked, and what was answered."""
    page = Paginator(requests_of_city(city), PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = city_request_views(page.object_list)
    return render(request, "alliance/city_experts.html", {"city": city, "page": page})


@require_POST
@city_page(CityDuty.ADVICE)
def close(request, city, uuid):
    """The city needs no answer any more."""
    close_expert_request(request=get_object_or_404(requests_of_city(city), uuid=uuid), by=request.user, at=clock.now())
    messages.success(request, _("The question is closed."))
    return redirect("alliance:city_experts", city.uuid)
