"""Names of the Nordic countries and territories in the reader's language, without asking the database."""

from collections.abc import Collection
from functools import cache

from portal.cities.countries import NORDIC, names_of
from portal.core.texts import localised

_names = cache(names_of)


def country_name(code: str) -> str:
    """`GL` → "Greenland" in the active language; an unknown code stays as it is."""
    return localised(_names(code)) if code in NORDIC else code


def country_choices(codes: Collection[str] = tuple(NORDIC)) -> list[tuple[str, str]]:
    """Choices for a form, in the order lists show countries."""
    return [(code, country_name(code)) for code in NORDIC if code in codes]
