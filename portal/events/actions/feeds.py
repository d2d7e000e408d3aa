"""The secret address under which somebody's calendar reads their events."""

from datetime import datetime

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.events.models import CalendarFeed
from portal.people.models import User


@transaction.atomic
def create_calendar_feed(*, by: User, at: datetime) -> CalendarFeed:
    """An address for one's own calendar. Asked twice, done once."""
    feed, is_new = CalendarFeed.objects.get_or_create(user=by, defaults={"created_at": at})
    if is_new:
        log_event(verb="events.create_calendar_feed", by=by, about=feed, at=at)
    return feed


@transaction.atomic
def revoke_calendar_feed(*, by: User, at: datetime) -> None:
    """The address answers nobody any more. Asked twice, done once."""
    feed = CalendarFeed.objects.select_for_update(of=("self",)).filter(user=by).first()
    if feed is not None:
        log_event(verb="events.revoke_calendar_feed", by=by, about=feed, at=at)
        feed.delete()
