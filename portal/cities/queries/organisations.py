"""Reading organisations. Name, kind, number and place of a body are public facts."""

from django.db.models import QuerySet

from portal.cities.models import Organisation
from portal.cities.numbers import NotARegistrationNumber, registration_number
from portal.core.search import matching


def organisations(*, search: str = "", country: str | None = None, kind: str | None = None) -> QuerySet[Organisation]:
    """Organisations by name; `search` is folded and matches names and numbers."""
    found = Organisation.objects.select_related("country", "city")
    if country:
        found = found.filter(country_id=country)
    if kind:
        found = found.filter(kind=kind)
    return found.filter(matching(search))


def organisation_by_number(country: str, number: str) -> Organisation | None:
    """The organisation registered under this number, which need not be normalised; None when it isn't one."""
    try:
        normal = registration_number(country, number)
    except NotARegistrationNumber:
        return None
    return Organisation.objects.filter(country_id=country, registration_number=normal).first() if normal else None
