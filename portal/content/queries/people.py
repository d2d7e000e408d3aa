"""Those who stand behind the alliance, as their pages show them."""

from portal.content.models import EditorialImage, PartnersPage, PeoplePage
from portal.content.models.people import Part

PORTRAIT = "fill-480x600|format-jpeg|jpegquality-78"
LOGO = "max-320x160"


def by_part(page: PeoplePage) -> list[tuple[str, list]]:
    """(heading, people) for each part that has somebody, pictures fetched at once."""
    people = list(page.people.all())
    _fetch(people, "portrait", PORTRAIT)
    groups = [(part.label, [one for one in people if one.part == part]) for part in Part]
    return [(str(label), members) for label, members in groups if members]


def partners_of(page: PartnersPage) -> list:
    """The partners of a page in its order, logos fetched at once."""
    partners = list(page.partners.all())
    _fetch(partners, "logo", LOGO)
    return partners


def _fetch(rows: list, field: str, spec: str) -> None:
    """Put each row's picture and the size needed in place with two queries."""
    keys = {getattr(row, f"{field}_id") for row in rows} - {None}
    pictures = EditorialImage.objects.filter(pk__in=keys).prefetch_renditions(spec).in_bulk() if keys else {}
    for row in rows:
        setattr(row, field, pictures.get(getattr(row, f"{field}_id")))
