"""Cities: adding and correcting them."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from portal.audit.actions.events import log_event
from portal.cities.actions.changes import apply_changes
from portal.cities.errors import CityExists
from portal.cities.models import City, Country
from portal.core.actors import Actor
from portal.core.permission import require
from portal.core.texts import fold


def add_city(
    *,
    country: Country,
    name: str,
    by: Actor,
    at: datetime,
    names: Mapping[str, str] | None = None,
    slug: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
) -> City:
    """A new city. Without `slug` the name gives one (Tromsø: `tromso`). Raises NotAllowed, CityExists."""
    require(by, "cities.add_city")
    city = City(
        country=country,
        name=_tidy(name),
        names=_texts(names),
        slug=slug or slugify(fold(name)),
        latitude=latitude,
        longitude=longitude,
    )
    with transaction.atomic():
        Country.objects.select_for_update().get(pk=country.pk)
        _check_slug(city)
        city.save()
        log_event(verb="cities.add_city", by=by, about=city, at=at, data={"country": country.pk, "slug": city.slug})
    return city


def update_city(
    *,
    city: City,
    name: str,
    slug: str,
    by: Actor,
    at: datetime,
    names: Mapping[str, str] | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
) -> City:
    """Corrects a city's names, short name or place on the map; its country never changes.

    Raises NotAllowed, CityExists.
    """
    require(by, "cities.update_city", city)
    with transaction.atomic():
        Country.objects.select_for_update().get(pk=city.country_id)
        row = City.objects.select_for_update().get(pk=city.pk)
        wanted = {"name": _tidy(name), "names": _texts(names), "slug": slug or row.slug}
        changed = apply_changes(row, wanted | {"latitude": latitude, "longitude": longitude})
        if changed:
            _check_slug(row)
            row.save()
            log_event(verb="cities.update_city", by=by, about=row, at=at, data={"changed": changed})
    return row


def _check_slug(city: City) -> None:
    if City.objects.filter(country=city.country_id, slug=city.slug).exclude(pk=city.pk).exists():
        raise CityExists()


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _texts(names: Mapping[str, str] | None) -> dict[str, str]:
    return {language: _tidy(name) for language, name in (names or {}).items() if name and name.strip()}
