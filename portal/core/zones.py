"""The time zones an edition, a call or a round can be announced in, and how an instant is told in each.

A whole sentence for each zone, so that no language has to inflect a place's name inside one. A zone added here is a
choice of the forms, and its sentence is in the catalogues.
"""

from dataclasses import dataclass
from zoneinfo import available_timezones

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone's name for staff to choose by, and the sentence that tells a day and a time in it."""

    label: str | Promise
    sentence: str | Promise


ZONES = {
    "Europe/Copenhagen": Zone(_("Copenhagen"), _("%(day)s at %(time)s, Copenhagen time")),
    "Europe/Oslo": Zone(_("Oslo"), _("%(day)s at %(time)s, Oslo time")),
    "Europe/Stockholm": Zone(_("Stockholm"), _("%(day)s at %(time)s, Stockholm time")),
    "Europe/Helsinki": Zone(_("Helsinki"), _("%(day)s at %(time)s, Helsinki time")),
    "Europe/Mariehamn": Zone(_("Mariehamn"), _("%(day)s at %(time)s, Mariehamn time")),
    "Atlantic/Reykjavik": Zone(_("Reykjavik"), _("%(day)s at %(time)s, Reykjavik time")),
    "Atlantic/Faroe": Zone(_("Tórshavn"), _("%(day)s at %(time)s, Tórshavn time")),
    "America/Nuuk": Zone(_("Nuuk"), _("%(day)s at %(time)s, Nuuk time")),
}
OTHER = _("%(day)s at %(time)s (time zone: %(zone)s)")


def zone_choices() -> list[tuple[str, str | Promise]]:
    """(name, label) of each zone this machine knows, for the choices of a form."""
    return [(name, zone.label) for name, zone in ZONES.items() if name in available_timezones()]


def zone_label(zone: str) -> str:
    """A zone's name for staff: its city, else as machines write it."""
    return str(ZONES[zone].label) if zone in ZONES else zone


def instant_sentence(zone: str) -> str:
    """The sentence that tells an instant in a zone, with places for its `day` and `time`; a zone that no form offers
    is named after a colon (`zone`)."""
    return str(ZONES[zone].sentence if zone in ZONES else OTHER)
