"""Which cities are invited to an event, and how many of a city may come where that was agreed otherwise."""

from datetime import datetime

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.cities.models import City
from portal.core.actors import Actor
from portal.core.permission import require
from portal.events.actions.places import fill_places
from portal.events.errors import ReasonMissing
from portal.events.models import Event, EventInvitation, TeamLimit


@transaction.atomic
def invite_city(*, event: Event, city: City, by: Actor, at: datetime) -> EventInvitation:
    """A city can sign its team up for an event for invited cities. Asked twice, done once. Raises NotAllowed."""
    require(by, "events.organise_events")
    row = Event.objects.select_for_update().get(pk=event.pk)
    invitation, is_new = EventInvitation.objects.get_or_create(event=row, city=city)
    if is_new:
        log_event(verb="events.invite_city", by=by, about=row, at=at, data={"city": city.slug})
    return invitation


@transaction.atomic
def withdraw_city_invitation(*, invitation: EventInvitation, by: Actor, at: datetime) -> None:
    """A city can sign up nobody more; who has signed up keeps their place. Asked twice, done once. Raises
    NotAllowed."""
    require(by, "events.organise_events")
    row = EventInvitation.objects.select_for_update(of=("self",)).select_related("event", "city")
    found = row.filter(pk=invitation.pk).first()
    if found is not None:
        log_event(
            verb="events.withdraw_city_invitation", by=by, about=found.event, at=at, data={"city": found.city.slug}
        )
        found.delete()


@transaction.atomic
def agree_team_limit(*, event: Event, city: City, limit: int, reason: str, by: Actor, at: datetime) -> TeamLimit:
    """Another number of people for the team of one city, and why; agreed again, the later counts. More places are
    filled from the waiting list at once; fewer take nobody's place. Raises NotAllowed, ReasonMissing."""
    require(by, "events.organise_events")
    if not reason.strip():
        raise ReasonMissing()
    row = Event.objects.select_for_update().get(pk=event.pk)
    agreed, _is_new = TeamLimit.objects.update_or_create(
        event=row, city=city, defaults={"limit": limit, "reason": reason.strip()}
    )
    log_event(verb="events.agree_team_limit", by=by, about=row, at=at, data={"city": city.slug, "limit": limit})
    fill_places(event=row, by=by, at=at)
    return agreed


@transaction.atomic
def remove_team_limit(*, team_limit: TeamLimit, by: Actor, at: datetime) -> None:
    """The event's own number counts for the city again; nobody loses their place. Asked twice, done once. Raises
    NotAllowed."""
    require(by, "events.organise_events")
    event = Event.objects.select_for_update().get(pk=team_limit.event_id)
    found = TeamLimit.objects.select_related("city").filter(pk=team_limit.pk).first()
    if found is not None:
        log_event(verb="events.remove_team_limit", by=by, about=event, at=at, data={"city": found.city.slug})
        found.delete()
        fill_places(event=event, by=by, at=at)
