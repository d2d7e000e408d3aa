"""Reading organisations. Name, kind, number and place of a body are public facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from portal.cities.models import Organisation
from portal.cities.numbers import NotARegistrationNumber, registration_number
from portal.core.search import matching


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """An organisation as pages show it. `kind` is the slug, `kind_label` the words for it in the active language."""

    uuid: UUID
    name: str
    kind: str
    kind_label: str
    country: str
    registration_number: str

    @classmethod
    def of(cls, body: Organisation) -> "OrganisationView":
        return cls(
            body.uuid, body.name, body.kind, str(body.get_kind_display()), body.country_id, body.registration_number
        )


def organisations(*, search: str = "", country: str | None = None, kind: str | None = None) -> QuerySet[Organisation]:
    """Organisations by name; `search` is folded and matches names and numbers."""
    found = Organisation.objects.select_related("country", "city")
    if country:
        found = found.filter(country_id=country)
    if kind:
        found = found.filter(kind=kind)
    return found.filter(matching(search))


def organisations_by_uuid(uuids: Iterable[UUID]) -> dict[UUID, OrganisationView]:
    """The named organisations in one query, for lists that keep only a uuid."""
    return {body.uuid: OrganisationView.of(body) for body in Organisation.objects.filter(uuid__in=set(uuids))}


def organisation_by_number(country: str, number: str) -> Organisation | None:
    """The organisation registered under this number, which need not be normalised; None when it isn't one."""
    try:
        normal = registration_number(country, number)
    except NotARegistrationNumber:
        return None
    return Organisation.objects.filter(country_id=country, registration_number=normal).first() if normal else None
