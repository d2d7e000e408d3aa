"""`/city/<uuid>/events/`: a city's teams, for whoever signs up for it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.cities.queries.cities import CityView
from portal.cities.states import CityDuty
from portal.cities.views.access import city_page
from portal.core import clock
from portal.core.errors import Refused
from portal.core.languages import offered_language
from portal.events.actions.registrations import cancel_registration, register_team_member
from portal.events.forms.registration import TeamMemberForm
from portal.events.models import Registration
from portal.events.queries.events import EventView, coming, events_of_city, is_for_city, past
from portal.events.queries.registrations import team_of, team_sizes
from portal.events.states import RegistrationState

PAST_LENGTH = 20


@never_cache
@city_page(CityDuty.EVENTS)
def city_events(request, city):
    """What the city can come to, and was at; how many of it come."""
    at = clock.now()
    found = events_of_city(city, at)
    soon, been = list(coming(found, at)[:100]), list(past(found, at)[:PAST_LENGTH])
    sizes = team_sizes([*soon, *been], city)

    def lines(events):
        return [(EventView.of(event, at), *sizes.get(event.pk, (0, 0))) for event in events]

    context = {"city": CityView.of(city), "coming": lines(soon), "past": lines(been)}
    return render(request, "events/city_events.html", context)


@never_cache
@city_page(CityDuty.EVENTS)
def team(request, city, uuid):
    """The city's team at one event; one more is signed up here."""
    at = clock.now()
    event = get_object_or_404(events_of_city(city, at), uuid=uuid)
    is_open = event.takes_registrations(at) and is_for_city(event, city, at)
    form = TeamMemberForm(request.POST or None, initial={"language": offered_language(get_language() or "")})
    if request.method == "POST" and form.is_valid():
        try:
            added = register_team_member(event=event, city=city, by=request.user, at=at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            if added.state == RegistrationState.WAITING:
                messages.warning(request, _("All places are taken. They are on the waiting list, and get an e-mail."))
            else:
                messages.success(request, _("They have a place, and get an e-mail."))
            return redirect("events:team", city.uuid, uuid)
    context = {
        "city": CityView.of(city),
        "event": EventView.of(event, at),
        "team": team_of(event, city),
        "form": form if is_open else None,
    }
    return render(request, "events/team.html", context)


@never_cache
@city_page(CityDuty.EVENTS)
def sign_off(request, city, uuid, registration):
    """Signs one person of the team off, after a question."""
    found = get_object_or_404(
        Registration.objects.select_related("event", "city").exclude(state=RegistrationState.CANCELLED),
        uuid=registration,
        event__uuid=uuid,
        city=city,
    )
    if found.event.is_over(clock.now()):
        raise Http404
    if request.method == "POST":
        cancel_registration(registration=found, by=request.user, at=clock.now())
        messages.success(request, _("They are signed off, and get an e-mail."))
        return redirect("events:team", city.uuid, uuid)
    context = {
        "city": CityView.of(city),
        "event": EventView.of(found.event, clock.now()),
        "person": found.name,
        "registration": found.uuid,
    }
    return render(request, "events/sign_off.html", context)
