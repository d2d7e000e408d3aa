"""What runs by the clock: reminders, and the end of what is kept of participants' needs."""

from datetime import datetime, timedelta

from portal.events.actions.erasure import expire_needs
from portal.events.actions.reminders import send_reminders
from portal.jobs.registry import job


@job("events.send_reminders", every=timedelta(hours=1))
def send_due_reminders(at: datetime) -> None:
    """A week and a day before an event."""
    send_reminders(at=at)


@job("events.expire_needs", every=timedelta(days=1))
def expire_needs_nightly(at: datetime) -> None:
    """What people eat and need goes some days after the event."""
    expire_needs(at=at)
