"""The time zones an edition, a call or a round can be announced in, and how an instant is told in each.

A whole sentence for each zone, so that no language has to inflect a place's name inside one. A zone added here is a
choice of the forms, and its sentence is in the catalogues.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.errors import Refused


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone's name for staff to choose by, and the sentence that tells a day and a time in it."""

    label: str | Promise
    sentence: str | Promise


ZONES = {
    "Europe/Copenhagen": Zone(gettext_lazy("Copenhagen"), gettext_lazy("%(day)s at %(time)s, Copenhagen time")),
    "Europe/Oslo": Zone(gettext_lazy("Oslo"), gettext_lazy("%(day)s at %(time)s, Oslo time")),
    "Europe/Stockholm": Zone(gettext_lazy("Stockholm"), gettext_lazy("%(day)s at %(time)s, Stockholm time")),
    "Europe/Helsinki": Zone(gettext_lazy("Helsinki"), gettext_lazy("%(day)s at %(time)s, Helsinki time")),
    "Europe/Mariehamn": Zone(gettext_lazy("Mariehamn"), gettext_lazy("%(day)s at %(time)s, Mariehamn time")),
    "Atlantic/Reykjavik": Zone(gettext_lazy("Reykjavik"), gettext_lazy("%(day)s at %(time)s, Reykjavik time")),
    "Atlantic/Faroe": Zone(gettext_lazy("Tórshavn"), gettext_lazy("%(day)s at %(time)s, Tórshavn time")),
    "America/Nuuk": Zone(gettext_lazy("Nuuk"), gettext_lazy("%(day)s at %(time)s, Nuuk time")),
}
OTHER = gettext_lazy("%(day)s at %(time)s (time zone: %(zone)s)")


def zone_choices() -> list[tuple[str, str | Promise]]:
    """(name, label) of each zone this machine knows, for the choices of a form."""
    known = _zones_of_this_machine()
    return [(name, zone.label) for name, zone in ZONES.items() if name in known]


@cache
def _zones_of_this_machine() -> set[str]:
    """Read once: the names are the files of a folder, each opened to see whether it is a zone."""
    return available_timezones()


def zone_label(zone: str) -> str:
    """A zone's name for staff: its city, else as machines write it."""
    return str(ZONES[zone].label) if zone in ZONES else zone


def instant_sentence(zone: str) -> str:
    """The sentence that tells an instant in a zone, with places for its `day` and `time`; a zone that no form offers
    is named after a colon (`zone`)."""
    return str(ZONES[zone].sentence if zone in ZONES else OTHER)


class Occurrence(IntEnum):
    """Which of the two hours of the same name, on the night clocks go back."""

    FIRST = 0
    SECOND = 1


class TimeSkipped(Refused):
    """A time that is on no clock: clocks jumped over it that night."""

    def __init__(self, wall: datetime, before: datetime, after: datetime) -> None:
        words = _(
            "Clocks go forward that night: %(time)s is skipped. Choose a time before %(before)s, or %(after)s or later."
        )
        super().__init__(words % {"time": f"{wall:%H:%M}", "before": f"{before:%H:%M}", "after": f"{after:%H:%M}"})


class TimeComesTwice(Refused):
    """A time that is on the clocks twice that night; somebody has to say which is meant."""

    def __init__(self, wall: datetime) -> None:
        words = _("Clocks go back that night: %(time)s comes twice. Choose which one you mean.")
        super().__init__(words % {"time": f"{wall:%H:%M}"})


class TimeNotToldApart(Refused):
    """A time that comes twice that night, where nobody can say which is meant."""

    def __init__(self, wall: datetime, before: datetime, after: datetime) -> None:
        words = _(
            "Clocks go back that night: %(time)s comes twice. Choose a time before %(before)s, or %(after)s or later."
        )
        super().__init__(words % {"time": f"{wall:%H:%M}", "before": f"{before:%H:%M}", "after": f"{after:%H:%M}"})


def refuse_unclear(wall: datetime, zone: ZoneInfo) -> None:
    """For fields that can't ask which of two is meant. Raises TimeSkipped, TimeNotToldApart."""
    try:
        instant_of(wall, zone)
    except TimeComesTwice:
        before = after = wall
        while comes_twice(before, zone):
            before -= timedelta(minutes=1)
        while comes_twice(after, zone):
            after += timedelta(minutes=1)
        raise TimeNotToldApart(wall, before + timedelta(minutes=1), after) from None


def instant_of(wall: datetime, zone: str | ZoneInfo, occurrence: Occurrence | None = None) -> datetime:
    """A day and time on the clocks of a zone (naive) as an instant in UTC. Raises TimeSkipped; and TimeComesTwice,
    unless `occurrence` says which."""
    zone = ZoneInfo(zone) if isinstance(zone, str) else zone
    if not _exists(wall, zone):
        before = after = wall
        while not _exists(before, zone):
            before -= timedelta(minutes=1)
        while not _exists(after, zone):
            after += timedelta(minutes=1)
        raise TimeSkipped(wall, before + timedelta(minutes=1), after)
    if comes_twice(wall, zone) and occurrence is None:
        raise TimeComesTwice(wall)
    return wall.replace(tzinfo=zone, fold=occurrence or Occurrence.FIRST).astimezone(UTC)


def comes_twice(wall: datetime, zone: ZoneInfo) -> bool:
    """Whether the clocks of a zone show this day and time twice."""
    first, second = (wall.replace(tzinfo=zone, fold=fold).utcoffset() for fold in Occurrence)
    return first != second and _exists(wall, zone)


def _exists(wall: datetime, zone: ZoneInfo) -> bool:
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall.replace(fold=0)
