"""Those who stand behind the alliance, as their pages show them."""

from collections.abc import Iterable

from portal.content.models import EditorialImage, Partner, PeoplePage
from portal.content.models.people import Part, PartnerKind

PORTRAIT = "fill-480x600|format-jpeg|jpegquality-78"
LOGO = "max-320x160"


def by_part(page: PeoplePage) -> list[tuple[str, list]]:
    """(heading, people) for each part that has somebody, pictures fetched at once."""
    people = list(page.people.all())
    fetch_pictures(people, "portrait", PORTRAIT)
    groups = [(part.label, [one for one in people if one.part == part]) for part in Part]
    return [(str(label), members) for label, members in groups if members]


def partners_by_kind(partners: Iterable[Partner]) -> list[tuple[str, str, list[Partner]]]:
    """(kind, heading, partners) for each kind that has some, logos fetched at once."""
    rows = list(partners)
    fetch_pictures(rows, "logo", LOGO)
    groups = [(kind, [one for one in rows if one.kind == kind]) for kind in PartnerKind]
    return [(kind.value, str(kind.label), found) for kind, found in groups if found]


def fetch_pictures(rows: list, field: str, spec: str) -> None:
    """Put each row's picture and the size needed in place with two queries."""
    keys = {getattr(row, f"{field}_id") for row in rows} - {None}
    pictures = EditorialImage.objects.filter(pk__in=keys).prefetch_renditions(spec).in_bulk() if keys else {}
    for row in rows:
        setattr(row, field, pictures.get(getattr(row, f"{field}_id")))
