"""`/city/<uuid>/events/<uuid>/votes/`: the motions of an assembly, the city's ballots, and who votes for it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.cities.models import City
from portal.cities.queries.cities import CityView
from portal.cities.queries.people import may_lead
from portal.cities.views.access import city_page
from portal.core import clock
from portal.core.errors import NotAllowed, Refused
from portal.events.actions.motions import cast_ballot, give_proxy, name_delegate, withdraw_proxy
from portal.events.forms.motions import BallotForm, DelegateForm, ProxyForm
from portal.events.models import Motion
from portal.events.queries.events import EventView, events_of_city
from portal.events.queries.motions import (
    cities_voted_for,
    delegate_of,
    motions_for_city,
    proxy_of,
    votes_for_itself,
)
from portal.events.states import Choice, EventKind


@never_cache
@city_page()
def votes(request, city, uuid):
    """Everyone who reads for the city sees it; its delegate votes, its contact person settles who does."""
    at = clock.now()
    event = get_object_or_404(events_of_city(city, at).filter(kind=EventKind.ASSEMBLY), uuid=uuid)
    delegate, proxy, leads = delegate_of(event, city), proxy_of(event, city), may_lead(request.user, city, at)
    forms = {
        "delegate": DelegateForm(city=city, initial={"delegate": delegate.user.uuid if delegate else None}),
        "proxy": ProxyForm(city=city, on=at.date(), initial={"holder": proxy.holder.uuid if proxy else None}),
    }
    if request.method == "POST":
        form = _posted_form(request, city, at)
        if form is not None:
            forms[request.POST["answer"]] = form
        try:
            if form is None or form.is_valid():
                _answer(request, event, city, at, form)
                messages.success(request, _("Saved."))
                return redirect("events:votes", city.uuid, uuid)
        except NotAllowed:
            raise Http404 from None
        except Refused as refusal:
            if form is None:
                messages.error(request, refusal.message)
                return redirect("events:votes", city.uuid, uuid)
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    context = {
        "city": CityView.of(city),
        "event": EventView.of(event, at),
        "motions": motions_for_city(event, city),
        "votes": votes_for_itself(request.user, event, city, at),
        "delegate": delegate.user.get_full_name() if delegate else "",
        "holder": proxy.holder.local_name if proxy else "",
        "held": [one.local_name for one in cities_voted_for(event, city) if one.pk != city.pk],
        "leads": leads,
        "forms": forms,
        "form": next((form for form in forms.values() if form.is_bound), None),
        "choices": Choice.choices,
    }
    return render(request, "events/votes.html", context)


def _posted_form(request, city, at):
    answer = request.POST.get("answer", "")
    if answer == "delegate":
        return DelegateForm(request.POST, city=city)
    if answer == "proxy":
        return ProxyForm(request.POST, city=city, on=at.date())
    return None


def _answer(request, event, city, at, form):
    answer, by = request.POST.get("answer", ""), request.user
    if answer == "delegate":
        name_delegate(event=event, city=city, by=by, at=at, **form.cleaned_data)
    elif answer == "proxy":
        give_proxy(event=event, city=city, by=by, at=at, **form.cleaned_data)
    elif answer == "withdraw":
        withdraw_proxy(event=event, city=city, by=by, at=at)
    elif answer == "vote":
        ballot = BallotForm(request.POST)
        if not ballot.is_valid():
            raise Refused(_("Choose how to vote."))
        cast_ballot(
            motion=_of(Motion.objects.filter(event=event), request.POST.get("motion", "")),
            city=_of(City.objects.all(), request.POST.get("for", "")),
            acting=city,
            by=by,
            at=at,
            **ballot.cleaned_data,
        )
    else:
        raise Http404


def _of(rows, typed):
    try:
        return get_object_or_404(rows, uuid=typed)
    except ValidationError:
        raise Http404 from None
