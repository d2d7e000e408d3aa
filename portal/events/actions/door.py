"""Checking people in at the door, and who helps there. Two phones at once count once."""

from datetime import datetime, timedelta

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.permission import require
from portal.events.errors import AccountUnknown, NoPlace, NotCheckedInYet
from portal.events.models import DoorHelper, Event, Registration
from portal.events.states import RegistrationState
from portal.people.models import User

DOOR_OPENS = timedelta(days=1)


@transaction.atomic
def check_in(*, registration: Registration, by: Actor, at: datetime) -> Registration:
    """Somebody has come. Asked twice, done once: the first time counts. Raises NotAllowed, NotCheckedInYet, NoPlace."""
    require(by, "events.check_in", registration.event)
    row = _locked(registration)
    if at < row.event.starts_at - DOOR_OPENS:
        raise NotCheckedInYet()
    if row.state != RegistrationState.CONFIRMED:
        raise NoPlace()
    if row.checked_in_at is None:
        row.checked_in_at = at
        row.save(update_fields=["checked_in_at"])
        log_event(verb="events.check_in", by=by, about=row, at=at)
    return row


@transaction.atomic
def undo_check_in(*, registration: Registration, by: Actor, at: datetime) -> Registration:
    """The wrong name was tapped. Asked twice, done once. Raises NotAllowed."""
    require(by, "events.check_in", registration.event)
    row = _locked(registration)
    if row.checked_in_at is not None:
        row.checked_in_at = None
        row.save(update_fields=["checked_in_at"])
        log_event(verb="events.undo_check_in", by=by, about=row, at=at)
    return row


@transaction.atomic
def add_door_helper(*, event: Event, email: str, by: Actor, at: datetime) -> DoorHelper:
    """Somebody with an account checks people in at this event. Asked twice, done once. Raises NotAllowed,
    AccountUnknown."""
    require(by, "events.organise_events")
    user = User.objects.of_mailbox(email)
    if user is None or not user.is_active:
        raise AccountUnknown()
    row = Event.objects.select_for_update().get(pk=event.pk)
    helper, is_new = DoorHelper.objects.get_or_create(event=row, user=user)
    if is_new:
        log_event(verb="events.add_door_helper", by=by, about=row, at=at)
    return helper


@transaction.atomic
def remove_door_helper(*, helper: DoorHelper, by: Actor, at: datetime) -> None:
    """They can't open the door's page any more. Asked twice, done once. Raises NotAllowed."""
    require(by, "events.organise_events")
    row = DoorHelper.objects.select_for_update(of=("self",)).select_related("event").filter(pk=helper.pk).first()
    if row is not None:
        log_event(verb="events.remove_door_helper", by=by, about=row.event, at=at)
        row.delete()


def _locked(registration: Registration) -> Registration:
    rows = Registration.objects.select_for_update(of=("self",)).select_related("event")
    return rows.get(pk=registration.pk)
