"""Events as calendars read them (RFC 5545), each text in the active language."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar
from icalendar import Event as CalendarEvent

from portal.core.texts import localised
from portal.events.models import CalendarFeed, Event
from portal.events.states import EventState
from portal.mail.keys import link_of, token_for


def calendar_of(events: Iterable[Event], *, with_place: bool, name: str = "") -> bytes:
    """A calendar file. `with_place`: for somebody with a place, who gets the exact address and the link too. One event
    that is cancelled is sent as the cancellation it is; in a feed each carries its own status."""
    events = list(events)
    calendar = Calendar()
    calendar.add("prodid", "-//Nordic Safe Cities//Events//EN")
    calendar.add("version", "2.0")
    is_cancellation = len(events) == 1 and not name and events[0].state == EventState.CANCELLED
    calendar.add("method", "CANCEL" if is_cancellation else "PUBLISH")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(_entry(event, with_place))
    return calendar.to_ical()


def feed_address(feed: CalendarFeed) -> str:
    """The secret address of a feed."""
    return settings.SITE_URL + reverse("events:feed", args=[token_for(feed.uuid)])


def feed_of(token: str) -> CalendarFeed | None:
    """The feed a token was made for, while it is not revoked and the account is open."""
    uuid = link_of(token)
    if uuid is None:
        return None
    return CalendarFeed.objects.filter(uuid=uuid, user__is_active=True).select_related("user").first()


def _entry(event: Event, with_place: bool) -> CalendarEvent:
    entry = CalendarEvent()
    entry.add("uid", f"{event.uuid}@{urlsplit(settings.SITE_URL).hostname}")
    entry.add("dtstamp", event.changed_at)
    entry.add("last-modified", event.changed_at)
    entry.add("sequence", event.sequence)
    entry.add("dtstart", event.starts_at)
    entry.add("dtend", event.ends_at)
    entry.add("summary", event.title)
    entry.add("status", "CANCELLED" if event.state == EventState.CANCELLED else "CONFIRMED")
    address = settings.SITE_URL + reverse("events:event", args=[event.uuid])
    entry.add("url", address)
    description = [localised(event.introductions), event.link if with_place else "", address]
    entry.add("description", "\n\n".join(part for part in description if part))
    place = [localised(event.places), event.address if with_place else ""]
    if where := ", ".join(part for part in place if part):
        entry.add("location", where)
    return entry
