"""The waiting list of an event moves up. Part of every step that frees a place."""

from datetime import datetime

from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.records import Record
from portal.events.domain.places import next_in_line
from portal.events.letters import queue_moved_up_letter
from portal.events.models import Event
from portal.events.queries.registrations import places_of, waiting_line
from portal.events.states import EventState, RegistrationState


def fill_places(*, event: Event, by: Actor | Record, at: datetime) -> int:
    """Give the free places of an event, whose row is locked, to those who wait, in their order; each gets an e-mail.
    Nobody moves up once it is over or cancelled. Answers how many did."""
    if event.state != EventState.PUBLISHED or event.is_over(at):
        return 0
    line = {one.pk: one for one in waiting_line(event)}
    moved = next_in_line(places_of(event), [(one.pk, one.team) for one in line.values()]) if line else []
    for key in moved:
        registration = line[key]
        registration.state = RegistrationState.after("move_up", registration.state)
        registration.save(update_fields=["state"])
        log_event(verb="events.move_up", by=by, about=registration, at=at)
        queue_moved_up_letter(registration=registration, at=at)
    return len(moved)
