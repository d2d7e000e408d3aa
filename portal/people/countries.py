"""Countries a person may be from, in the reader's language: the Nordic ones and their territories first."""

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale

# ISO 3166-1 alpha-2; Greenland, the Faroe Islands and Åland have codes of their own.
NORDIC = ("DK", "FO", "GL", "FI", "AX", "IS", "NO", "SE")


@lru_cache(maxsize=8)
def country_choices(language: str | None) -> list[tuple[str, str]]:
    """(code, name) pairs for a choice field."""
    names = _names(language)
    codes = [code for code in names if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "ZZ")]
    others = sorted((code for code in codes if code not in NORDIC), key=lambda code: names[code])
    return [(code, names[code]) for code in (*NORDIC, *others)]


def country_name(code: str, language: str | None) -> str:
    """`GL` → "Greenland" in the language; an unknown code stays as it is."""
    return _names(language).get(code, code)


def _names(language: str | None) -> Mapping[str, str]:
    return Locale.parse((language or "en").split("-")[0]).territories
