"""Organisations: registering and correcting them."""

from datetime import datetime

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.cities.actions.changes import apply_changes
from portal.cities.errors import CityInOtherCountry, NumberTaken
from portal.cities.models import City, Country, Organisation
from portal.cities.numbers import registration_number as checked
from portal.core.actors import Actor
from portal.core.permission import require


def register_organisation(
    *,
    country: Country | str,
    kind: str,
    name: str,
    by: Actor,
    at: datetime,
    registration_number: str = "",
    city: City | None = None,
) -> Organisation:
    """Registers a body. Its number is checked by its country's rules and kept bare.

    Raises NotAllowed, NotARegistrationNumber, NumberTaken (ask `organisation_by_number` first to find the one there
    is), CityInOtherCountry.
    """
    require(by, "cities.register_organisation")
    code = country if isinstance(country, str) else country.pk
    with transaction.atomic():
        Country.objects.select_for_update().get(pk=code)
        body = Organisation(kind=kind, name=_tidy(name), country_id=code, city=city)
        body.registration_number = checked(code, registration_number)
        _check(body)
        body.save()
        told = {"kind": kind, "country": code, "numbered": bool(body.registration_number)}
        log_event(verb="cities.register_organisation", by=by, about=body, at=at, data=told)
    return body


def update_organisation(
    *,
    organisation: Organisation,
    kind: str,
    name: str,
    by: Actor,
    at: datetime,
    registration_number: str = "",
    city: City | None = None,
) -> Organisation:
    """Corrects what is held of a body; its country never changes. Raises what register_organisation raises."""
    require(by, "cities.update_organisation", organisation)
    with transaction.atomic():
        Country.objects.select_for_update().get(pk=organisation.country_id)
        row = Organisation.objects.select_for_update().get(pk=organisation.pk)
        number = checked(row.country_id, registration_number)
        wanted = {"kind": kind, "name": _tidy(name), "registration_number": number, "city_id": city and city.pk}
        changed = apply_changes(row, wanted)
        if changed:
            _check(row)
            row.save()
            told = [field.removesuffix("_id") for field in changed]
            log_event(verb="cities.update_organisation", by=by, about=row, at=at, data={"changed": told})
    return row


def _check(body: Organisation) -> None:
    number = body.registration_number
    same = Organisation.objects.filter(country=body.country_id, registration_number=number).exclude(pk=body.pk)
    if number and same.exists():
        raise NumberTaken()
    if body.city is not None and body.city.country_id != body.country_id:
        raise CityInOtherCountry()


def _tidy(text: str) -> str:
    return " ".join(text.split())
