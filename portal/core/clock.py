"""The one clock. Everything that asks what time it is asks here, so that tests can move it (time_machine)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """Today's date in the site's own zone (settings.DEFAULT_ZONE), for facts dated by the day."""
    return now().astimezone(ZoneInfo(settings.DEFAULT_ZONE)).date()
