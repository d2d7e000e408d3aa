"""A city that is not listed, or that nobody speaks for, has a way in: it is asked for, and staff answer."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.cities.errors import AnswerMissing
from portal.cities.letters import queue_city_answered_letter, queue_city_asked_letter
from portal.cities.models import City, CityRequest, Country
from portal.core.actors import Actor
from portal.core.permission import require
from portal.people.models import User


@transaction.atomic
def ask_for_city(*, country: str, city: City | None, name: str, message: str, by: User, at: datetime) -> CityRequest:
    """Somebody asks for a city to be listed, or for a contact person. Asked twice while it is open, asked once. They
    get an e-mail that says so."""
    require(by, "cities.ask_for_city")
    called = city.name if city is not None else " ".join(name.split())
    wanted = {"country_id": country if city is None else city.country_id, "name": called}
    Country.objects.select_for_update().get(pk=wanted["country_id"])
    asked = CityRequest.objects.filter(asked_by=by, answered_at=None, **wanted).first()
    if asked is not None:
        return asked
    asked = CityRequest.objects.create(**wanted, city=city, message=message.strip(), asked_by=by, asked_at=at)
    log_event(verb="cities.ask_for_city", by=by, about=asked, at=at, data={"listed": city is not None})
    queue_city_asked_letter(request=asked, at=at)
    return asked


@transaction.atomic
def answer_city_request(*, request: CityRequest, answer: str, by: Actor, at: datetime) -> CityRequest:
    """Staff answer in their own words, by e-mail. Asked twice, done once. Raises NotAllowed, AnswerMissing."""
    require(by, "cities.answer_city_request", request)
    row = CityRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if row.answered_at is not None:
        return row
    if not answer.strip():
        raise AnswerMissing()
    row.answer, row.answered_at = answer.strip(), at
    row.save(update_fields=["answer", "answered_at"])
    log_event(verb="cities.answer_city_request", by=by, about=row, at=at)
    queue_city_answered_letter(request=row, at=at)
    return row


def erase_city_requests(*, users: Iterable[UUID]) -> int:
    """What erased accounts asked, with its answer. Part of erasing them."""
    gone, _rows = CityRequest.objects.filter(asked_by__uuid__in=list(users)).delete()
    return gone
