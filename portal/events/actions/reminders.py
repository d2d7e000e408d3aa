"""Those who have a place are reminded a week and a day before."""

from datetime import datetime, timedelta

from django.db import transaction

from portal.events.letters import queue_reminder_letter
from portal.events.models import Event
from portal.events.queries.registrations import confirmed
from portal.events.states import EventState

# Days before, the longest first; each is still sent as long as the next one's time has not come.
REMINDERS = (7, 1)


def send_reminders(*, at: datetime) -> int:
    """Queue the reminders whose time has come; each is sent once, an event at a time. Whoever signed up after the time
    of a reminder is spared it, for they have just read all of it. Answers how many reminders were due."""
    coming = Event.objects.filter(
        state=EventState.PUBLISHED, starts_at__gt=at, starts_at__lte=at + timedelta(days=max(REMINDERS))
    )
    due = 0
    for event in coming.order_by("pk"):
        days = next(days for days in reversed(REMINDERS) if event.starts_at <= at + timedelta(days=days))
        with transaction.atomic():
            since = event.starts_at - timedelta(days=days)
            for one in confirmed(event).filter(registered_at__lt=since).select_related("event", "user"):
                queue_reminder_letter(registration=one, days=days, at=at)
                due += 1
    return due
