"""Values as the reader's language writes them: sums, instants, days. Python and templates write them alike: the
template filters of the same names are these functions.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from django.conf import settings
from django.utils.translation import gettext as _

from portal.core.money import Money
from portal.core.texts import babel_locale
from portal.core.zones import instant_sentence

# How a day is written with its weekday, where not the language's own way: no comma in English, one follows soon enough.
WITH_WEEKDAY = {"en_GB": "EEEE d MMMM y"}


def money(value: Money | int | str | None, currency: str = "") -> str:
    """A sum as the reader writes it: `money(award)` for a Money, `money(minor, "NOK")` for minor units."""
    if value is None or value == "":
        return ""
    return str(value if isinstance(value, Money) else Money(int(value), currency))


def _in_zone(value: datetime, zone: str | ZoneInfo | None) -> tuple[datetime, ZoneInfo]:
    if not isinstance(zone, ZoneInfo):
        zone = ZoneInfo(zone or settings.DEFAULT_ZONE)
    return value.astimezone(zone), zone


def when(value: datetime | None, zone: str | ZoneInfo | None = None) -> str:
    """An instant with day, time and the city whose time it is; `zone` is the edition's or the call's."""
    return _told(value, zone, "long")


def deadline(value: datetime | None, zone: str | ZoneInfo | None = None) -> str:
    """An instant like `when`, with its day of the week: what somebody has to do something by."""
    return _told(value, zone, _length_with_weekday())


def _length_with_weekday() -> str:
    return WITH_WEEKDAY.get(babel_locale(), "full")


def _told(value: datetime | None, zone: str | ZoneInfo | None, length: str) -> str:
    if not value:
        return ""
    local, zone = _in_zone(value, zone)
    locale = babel_locale()
    return instant_sentence(str(zone)) % {
        "day": format_date(local, length, locale=locale),
        "time": format_time(local, "HH:mm", locale=locale),
        "zone": zone,
    }


def day(value: date | datetime | None, zone: str | ZoneInfo | None = None) -> str:
    """A day written out, `3 March 2027`; an instant is taken in `zone` (the site's own unless given)."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value, zone = _in_zone(value, zone)
    return format_date(value, "long", locale=babel_locale())


def full_day(value: date | None) -> str:
    """A day written out with its day of the week, `Wednesday 3 March 2027`."""
    return format_date(value, _length_with_weekday(), locale=babel_locale()) if value else ""


def brief(value: object) -> object:
    """A value of a table where room is short: an instant `3 Mar 2027, 14:00` in the site's own zone (DEFAULT_ZONE), a
    day without its time, yes or no, a dash for nothing; anything else as it is."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    locale = babel_locale()
    if isinstance(value, datetime):
        local, _zone = _in_zone(value, None)
        return f"{format_date(local, 'medium', locale=locale)}, {format_time(local, 'HH:mm', locale=locale)}"
    return format_date(value, "medium", locale=locale) if isinstance(value, date) else value


def month(value: date | datetime | None) -> str:
    """A month written out, `March 2027`."""
    return format_date(value, "LLLL y", locale=babel_locale()) if value else ""


def initials(value: str | None) -> str:
    """One or two letters that stand for a name where there is no picture."""
    parts = [part for part in (value or "").split() if part[0].isalpha()]
    return "".join(part[0].upper() for part in (parts[:1] + parts[1:][-1:]))


def instant(value: datetime) -> str:
    """An instant for a `datetime` attribute: UTC, to the second, `2027-03-01T13:00:00Z`."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def zone_name(value: str | ZoneInfo | None) -> str:
    """The name of a zone for a `data-zone` attribute; the site's own where none is given."""
    return str(value or settings.DEFAULT_ZONE)
