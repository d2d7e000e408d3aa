"""Reading cities. What is held of a city is public; who its contact person is, is not (see contacts)."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from portal.cities.models import City
from portal.core.search import matching
from portal.core.texts import localised


@dataclass(frozen=True, slots=True)
class CityView:
    """A city as pages show it, names in the active language."""

    uuid: UUID
    name: str
    slug: str
    country: str
    country_name: str

    @classmethod
    def of(cls, city: City) -> "CityView":
        return cls(city.uuid, city.local_name, city.slug, city.country_id, localised(city.country.names))


def cities(*, search: str = "", country: str | None = None) -> QuerySet[City]:
    """Cities by name. `search` is folded: `tromso` finds Tromsø, `abo` finds Turku (Åbo)."""
    found = City.objects.select_related("country")
    if country:
        found = found.filter(country_id=country)
    return found.filter(matching(search))


def city_options(country: str | None = None) -> list[tuple[str, str]]:
    """Choices for a form: `(uuid, "Name, Country")`, sorted by name."""
    return [
        (str(view.uuid), f"{view.name}, {view.country_name}")
        for view in (CityView.of(city) for city in cities(country=country))
    ]
