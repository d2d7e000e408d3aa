"""Events are written, published, moved, cancelled, and taken back from each."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.audit.queries.repeats import already_done
from portal.core.actors import Actor
from portal.core.permission import require
from portal.events.actions.places import fill_places
from portal.events.errors import (
    EndsBeforeItStarts,
    HasRegistrations,
    PlaceMissing,
    ReasonMissing,
    RegistrationWindowInvalid,
)
from portal.events.letters import (
    queue_cancelled_letter,
    queue_moved_letter,
    queue_restored_letter,
)
from portal.events.models import Event, Registration
from portal.events.queries.registrations import counted
from portal.events.states import EventState

# What a published event says of its time and place changes by `move_event`, which tells those who come.
WHERE_AND_WHEN = frozenset({"starts_at", "ends_at", "zone", "places", "address", "link"})


@transaction.atomic
def create_event(
    *,
    kind: str,
    audience: str,
    titles: Mapping[str, str],
    introductions: Mapping[str, str],
    descriptions: Mapping[str, str],
    zone: str,
    starts_at: datetime,
    ends_at: datetime,
    places: Mapping[str, str],
    address: str,
    link: str,
    registration_opens_at: datetime,
    registration_closes_at: datetime,
    capacity: int | None,
    team_limit: int,
    guest_limit: int,
    needs_days: int,
    by: Actor,
    at: datetime,
) -> Event:
    """A draft, which nobody outside the secretariat sees. Raises NotAllowed, EndsBeforeItStarts,
    RegistrationWindowInvalid."""
    require(by, "events.organise_events")
    event = Event(
        kind=kind,
        audience=audience,
        titles=titles,
        introductions=introductions,
        descriptions=descriptions,
        zone=zone,
        starts_at=starts_at,
        ends_at=ends_at,
        places=places,
        address=address,
        link=link,
        registration_opens_at=registration_opens_at,
        registration_closes_at=registration_closes_at,
        capacity=capacity,
        team_limit=team_limit,
        guest_limit=guest_limit,
        needs_days=needs_days,
        changed_at=at,
    )
    _check(event)
    event.save()
    log_event(verb="events.create_event", by=by, about=event, at=at, data={"kind": kind})
    return event


@transaction.atomic
def update_event(*, event: Event, by: Actor, at: datetime, **fields: Any) -> Event:
    """Correct what an event says. Of a published one, time and place stay as they are: `move_event` changes them. More
    places, or larger teams, are filled from the waiting list at once. Raises NotAllowed, EndsBeforeItStarts,
    RegistrationWindowInvalid."""
    require(by, "events.organise_events")
    row = _locked(event)
    kept = WHERE_AND_WHEN if row.state != EventState.DRAFT else frozenset()
    changed = [name for name, value in fields.items() if name not in kept and getattr(row, name) != value]
    if not changed:
        return row
    for name in changed:
        setattr(row, name, fields[name])
    _check(row)
    row.sequence, row.changed_at = row.sequence + 1, at
    row.save()
    log_event(verb="events.update_event", by=by, about=row, at=at, data={"fields": sorted(changed)})
    fill_places(event=row, by=by, at=at)
    return row


@transaction.atomic
def publish_event(*, event: Event, by: Actor, at: datetime) -> Event:
    """Show an event to those it is for. Asked twice, done once. Raises NotAllowed, PlaceMissing, TransitionRefused."""
    require(by, "events.organise_events")
    row = _locked(event)
    if row.state == EventState.PUBLISHED:
        return row
    if not (row.link or row.places):
        raise PlaceMissing()
    if row.state != EventState.DRAFT:
        EventState.after("publish", row.state)
    return _step(row, "publish", "events.publish_event", by, at)


@transaction.atomic
def unpublish_event(*, event: Event, by: Actor, at: datetime) -> Event:
    """Take an event back to a draft, while nobody has signed up. Asked twice, done once. Raises NotAllowed,
    HasRegistrations, TransitionRefused."""
    require(by, "events.organise_events")
    row = _locked(event)
    if row.state == EventState.DRAFT:
        return row
    if row.registrations.exists():
        raise HasRegistrations()
    return _step(row, "unpublish", "events.unpublish_event", by, at)


@transaction.atomic
def move_event(
    *,
    event: Event,
    zone: str,
    starts_at: datetime,
    ends_at: datetime,
    places: Mapping[str, str],
    address: str,
    link: str,
    why: str,
    by: Actor,
    at: datetime,
) -> Event:
    """Another time or place for a published event; everyone who comes or waits gets an e-mail. The same again changes
    nothing. Moved back the same way. Raises NotAllowed, EndsBeforeItStarts, PlaceMissing, TransitionRefused."""
    require(by, "events.organise_events")
    row = _locked(event)
    row.state = EventState.after("move", row.state)
    fields = {
        "zone": zone,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "places": dict(places),
        "address": address,
        "link": link,
    }
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    if not changed:
        return row
    for name in changed:
        setattr(row, name, fields[name])
    if not (row.link or row.places):
        raise PlaceMissing()
    row.registration_closes_at = min(row.registration_closes_at, row.ends_at)
    _check(row)
    row.sequence, row.changed_at = row.sequence + 1, at
    row.save()
    log_event(verb="events.move_event", by=by, about=row, at=at, data={"fields": sorted(changed)})
    for one in _told(row):
        queue_moved_letter(registration=one, why=why.strip(), at=at)
    return row


@transaction.atomic
def cancel_event(*, event: Event, reason: str, by: Actor, at: datetime) -> Event:
    """The event does not take place; everyone who comes or waits is told why. Asked twice, done once. Raises
    NotAllowed, ReasonMissing, AlreadyDone, TransitionRefused."""
    require(by, "events.organise_events")
    row = _locked(event)
    if row.state == EventState.CANCELLED:
        if row.cancellation_reason != reason.strip():
            raise already_done(row, "events.cancel_event", row.cancellation_reason)
        return row
    if not reason.strip():
        raise ReasonMissing()
    row.cancellation_reason = reason.strip()
    row = _step(row, "cancel", "events.cancel_event", by, at)
    for one in _told(row):
        queue_cancelled_letter(registration=one, at=at)
    return row


@transaction.atomic
def restore_event(*, event: Event, by: Actor, at: datetime) -> Event:
    """A cancelled event takes place after all; whoever had a place has it again, and is told. Asked twice, done once.
    Raises NotAllowed, TransitionRefused."""
    require(by, "events.organise_events")
    row = _locked(event)
    if row.state == EventState.PUBLISHED:
        return row
    row.cancellation_reason = ""
    row = _step(row, "restore", "events.restore_event", by, at)
    for one in _told(row):
        queue_restored_letter(registration=one, at=at)
    fill_places(event=row, by=by, at=at)
    return row


def _step(row: Event, step: str, verb: str, by: Actor, at: datetime) -> Event:
    row.state = EventState.after(step, row.state)
    row.sequence, row.changed_at = row.sequence + 1, at
    row.save()
    log_event(verb=verb, by=by, about=row, at=at)
    return row


def _told(event: Event) -> list[Registration]:
    """Everyone who comes or waits; with the event as it is now."""
    told = list(counted(event).select_related("user").order_by("pk"))
    for one in told:
        one.event = event
    return told


def _check(event: Event) -> None:
    if event.ends_at <= event.starts_at:
        raise EndsBeforeItStarts()
    if not event.registration_opens_at < event.registration_closes_at <= event.ends_at:
        raise RegistrationWindowInvalid()


def _locked(event: Event) -> Event:
    return Event.objects.select_for_update().get(pk=event.pk)
