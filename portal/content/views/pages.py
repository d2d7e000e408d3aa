"""Serving editors' pages, kept for anonymous visitors."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from wagtail.views import serve as wagtail_serve

from portal.content import sources
from portal.content.caching import cached_until


def next_change(at: datetime) -> datetime:
    """When a page may change by itself: at midnight, as consents end, or when a half opens, closes or reveals."""
    zone = ZoneInfo(settings.DEFAULT_ZONE)
    tomorrow = at.astimezone(zone).date() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time(), tzinfo=zone)
    return min(filter(None, (midnight, sources.next_change(at))))


@cached_until(lambda at, **_path: next_change(at))
def serve(request, path=""):
    """A page of Wagtail by its path."""
    return wagtail_serve(request, path)
