"""The Nordic countries and their territories, named in six languages by the Unicode CLDR (through Babel)."""

from babel import Locale
from django.conf import settings

# ISO 3166-1 code → the country it belongs to, in the order lists show them.
NORDIC = {"DK": None, "FO": "DK", "GL": "DK", "FI": None, "AX": "FI", "IS": None, "NO": None, "SE": None}


def names_of(code: str) -> dict[str, str]:
    """What each of the site's languages calls the country."""
    return {language: Locale.parse(language).territories[code] for language, _name in settings.LANGUAGES}


def realm_of(code: str) -> str:
    """The country a territory belongs to (`GL` → `DK`), else the code itself."""
    return NORDIC.get(code) or code


def load_countries(country_model, using: str = "default") -> None:
    """Makes the table of countries say what CLDR says. Asked twice, done once."""
    for position, (code, parent) in enumerate(NORDIC.items()):
        country_model.objects.using(using).update_or_create(
            code=code, defaults={"names": names_of(code), "parent_id": parent, "position": position}
        )
