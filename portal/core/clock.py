"""The one clock. Everything that asks what time it is asks here, so that tests can move it (time_machine)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

_as_of: ContextVar[datetime | None] = ContextVar("as_of", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC; within `as_of`, that instant."""
    return _as_of.get() or timezone.now()


@contextmanager
def as_of(instant: datetime) -> Iterator[None]:
    """Read as at another instant: what asks the clock gets that one. For previews, which only read."""
    token = _as_of.set(instant)
    try:
        yield
    finally:
        _as_of.reset(token)


def today() -> date:
    """Today's date in the site's own zone (settings.DEFAULT_ZONE), for facts dated by the day."""
    return now().astimezone(ZoneInfo(settings.DEFAULT_ZONE)).date()


def end_of_day(at: datetime, days: int, zone: str | ZoneInfo) -> datetime:
    """When an answer asked for at `at` within `days` days is due: 23:59 on that day in `zone`, as an instant in UTC.

    A minute before the next day begins, and not a time of the clock: Nuuk sets its clocks shortly before midnight, so
    that 23:59 is there twice on one night and not at all on another.
    """
    zone = ZoneInfo(zone) if isinstance(zone, str) else zone
    next_day = at.astimezone(zone).date() + timedelta(days=days + 1)
    return datetime.combine(next_day, time(), tzinfo=zone).astimezone(UTC) - timedelta(minutes=1)
