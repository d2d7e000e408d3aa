"""The one clock. Everything that asks what time it is asks here, so that tests can move it (time_machine)."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return timezone.now()
