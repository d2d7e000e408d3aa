"""What is kept of those who signed up goes in its time, and with the person. How many came stays right."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.events.actions.places import fill_places
from portal.events.models import CalendarFeed, Delegate, DoorHelper, Event, ParticipantNeeds, Registration
from portal.events.states import RegistrationState

BATCH_SIZE = 200


def expire_needs(*, at: datetime) -> int:
    """Delete what people eat and need, as many days after their event as it says. Answers how many."""
    kept = ParticipantNeeds.objects.filter(registration__event__ends_at__lte=at)
    over = [
        event.pk
        for event in Event.objects.filter(pk__in=kept.values("registration__event"))
        if event.ends_at + timedelta(days=event.needs_days) <= at
    ]
    gone, _rows = ParticipantNeeds.objects.filter(registration__event__in=over).delete()
    return gone


def erase_registrations(*, users: Iterable[UUID], by: Actor, at: datetime) -> int:
    """Take erased accounts out of the lists: what is to come is signed off, without an e-mail, and the waiting list
    moves up; of what is past only that somebody came is left. Part of erasing them. Answers how many."""
    ids = list(users)
    DoorHelper.objects.filter(user__uuid__in=ids).delete()
    Delegate.objects.filter(user__uuid__in=ids).delete()
    CalendarFeed.objects.filter(user__uuid__in=ids).delete()
    with transaction.atomic():
        mine = Registration.objects.filter(user__uuid__in=ids)
        for event in Event.objects.select_for_update().filter(pk__in=mine.values("event"), ends_at__gt=at):
            for one in mine.filter(event=event).exclude(state=RegistrationState.CANCELLED):
                one.state, one.cancelled_at, one.checked_in_at = RegistrationState.CANCELLED, at, None
                one.save(update_fields=["state", "cancelled_at", "checked_in_at"])
                log_event(verb="events.cancel_registration", by=by, about=one, at=at)
            fill_places(event=event, by=None, at=at)
        return _make_nameless(mine, at)


def expire_registrations(*, country: str, own_rules: Iterable[str], before: datetime, at: datetime) -> int:
    """Names of those who signed up for events that ended before `before`, `BATCH_SIZE` at a time; of those in no city's
    team under the rule for every country. Answers how many."""
    past = Registration.objects.filter(event__ends_at__lt=before, erased_at=None)
    if country:
        past = past.filter(city__country=country)
    else:
        past = past.filter(Q(city=None) | ~Q(city__country__in=list(own_rules)))
    return _make_nameless(Registration.objects.filter(pk__in=list(past.values_list("pk", flat=True)[:BATCH_SIZE])), at)


def _make_nameless(registrations: QuerySet[Registration], at: datetime) -> int:
    keys = list(registrations.values_list("pk", flat=True))
    ParticipantNeeds.objects.filter(registration__in=keys).delete()
    return Registration.objects.filter(pk__in=keys).update(
        name="", email="", mailbox=None, search_text="", user=None, registered_by=None, erased_at=at
    )
