"""Badges for an event as a PDF."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.documents.typesetting import typeset
from portal.events.models import Event, Registration

SOURCE = Path(settings.BASE_DIR) / "templates" / "events" / "pdf" / "badges.typ"


def badges_pdf(event: Event, people: Iterable[Registration]) -> bytes:
    """A4 with ten badges a page: name, city (or whose guest), event."""
    badges = [
        {
            "name": one.name,
            "line": one.city.local_name if one.city else _("Guest") if one.host_id else "",
        }
        for one in people
    ]
    return typeset(
        SOURCE,
        {
            "lang": get_language() or "en",
            "title": _("Badges"),
            "event": event.title,
            "house": "Nordic Safe Cities",
            "nobody": _("Nobody has a place yet."),
            "badges": badges,
        },
    )
