"""Who speaks for a city: one person at a time, each term dated, with a letter to whoever begins and whoever ends."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.cities.actions.ties import derive_city_ties
from portal.cities.errors import AccountEnded, NotAColleague
from portal.cities.letters import queue_contact_appointed_letter, queue_contact_ended_letter
from portal.cities.models import City, CitySeat, ContactPerson
from portal.cities.states import CityDuty, CityRole, CitySeatState
from portal.core.actors import Actor
from portal.core.permission import require
from portal.people.actions.accounts import open_account
from portal.people.models import User


def appoint_contact_person(
    *, city: City, email: str, by: Actor, at: datetime, name: str = "", language: str = "en"
) -> ContactPerson:
    """Makes the holder of `email` the one contact person of `city` from `at` on; whoever was it until then ends.

    An address without an account gets one (`name`, `language`); one that exists keeps its own. Letters go to both.
    Naming who it is already changes nothing. Raises NotAllowed, AccountEnded.
    """
    require(by, "cities.appoint_contact_person", city)
    with transaction.atomic():
        row = City.objects.select_for_update().get(pk=city.pk)
        user = open_account(email=email, name=name, language=language, by=by, at=at)
        if not user.is_active:
            raise AccountEnded()
        return _appoint(row, user, by, at)


def hand_over_contact_person(*, city: City, seat: CitySeat, by: Actor, at: datetime) -> ContactPerson:
    """The contact person, who stands in for them, or staff hand the city over to a colleague who has accepted before.

    There is never a moment with two or with none, and nothing is lost: who was it until now stays as a colleague with
    every duty, and the new one can hand it back. E-mails go to both. Raises NotAllowed, NotAColleague, AccountEnded.
    """
    require(by, "cities.hand_over", city)
    with transaction.atomic():
        row = City.objects.select_for_update().get(pk=city.pk)
        chosen = CitySeat.objects.select_for_update(of=("self",)).filter(pk=seat.pk, city=row).first()
        before = ContactPerson.objects.filter(city=row, until=None).first()
        if chosen is not None and before is not None and chosen.user_id == before.user_id:
            return before
        if chosen is None or chosen.state != CitySeatState.ACTIVE or chosen.role != CityRole.COLLEAGUE:
            raise NotAColleague()
        assert chosen.user is not None  # only ended places may be nobody's: the database holds it
        if not chosen.user.is_active:
            raise AccountEnded()
        contact = _appoint(row, chosen.user, by, at)
        chosen.state, chosen.until = CitySeatState.after("end", chosen.state), at
        chosen.save(update_fields=["state", "until"])
        if before is not None and before.user is not None:
            _keep_as_colleague(row, before.user, by, at)
    return contact


def end_contact_person(*, contact: ContactPerson, by: Actor, at: datetime) -> ContactPerson:
    """The person no longer speaks for the city from `at` on; nobody does until someone is appointed. A letter tells
    them. Asked twice, done once. Raises NotAllowed."""
    require(by, "cities.end_contact_person", contact)
    with transaction.atomic():
        City.objects.select_for_update().get(pk=contact.city_id)
        row = ContactPerson.objects.select_for_update().get(pk=contact.pk)
        return row if row.until is not None else _end(row, by, at)


def erase_contact_persons(*, users: Iterable[UUID], by: Actor, at: datetime) -> int:
    """Takes erased accounts out of the history: their term ends, without a letter, and says nothing of who it was.
    Answers how many terms."""
    with transaction.atomic():
        terms = list(ContactPerson.objects.select_for_update(of=("self",)).filter(user__uuid__in=list(users)))
        for contact in terms:
            if contact.until is None:
                _close(contact, by, at)
        ContactPerson.objects.filter(pk__in=[contact.pk for contact in terms]).update(user=None)
    return len(terms)


def _appoint(city: City, user: User, by: Actor, at: datetime) -> ContactPerson:
    before = ContactPerson.objects.select_for_update(of=("self",)).filter(city=city, until=None).first()
    if before is not None and before.user_id == user.pk:
        return before
    if before is not None:
        _end(before, by, at)
    contact = ContactPerson.objects.create(city=city, user=user, since=at)
    log_event(verb="cities.appoint_contact_person", by=by, about=contact, at=at, data={"city": city.slug})
    derive_city_ties(users=[user], at=at)
    queue_contact_appointed_letter(contact=contact, at=at)
    return contact


def _keep_as_colleague(city: City, user: User, by: Actor, at: datetime) -> None:
    seat, is_new = CitySeat.objects.exclude(state=CitySeatState.ENDED).get_or_create(
        city=city,
        user=user,
        defaults={
            "role": CityRole.COLLEAGUE,
            "duties": CityDuty.values,
            "state": CitySeatState.ACTIVE,
            "invited_at": at,
            "expires_at": at,
            "since": at,
        },
    )
    if is_new:
        log_event(verb="cities.accept_seat", by=by, about=seat, at=at, data={"role": seat.role})
    derive_city_ties(users=[user], at=at)


def _end(contact: ContactPerson, by: Actor, at: datetime) -> ContactPerson:
    _close(contact, by, at)
    queue_contact_ended_letter(contact=contact, at=at)
    return contact


def _close(contact: ContactPerson, by: Actor, at: datetime) -> None:
    contact.until = max(at, contact.since)
    contact.save(update_fields=["until"])
    log_event(verb="cities.end_contact_person", by=by, about=contact, at=at, data={"city": contact.city.slug})
    assert contact.user is not None  # a term that runs is somebody's: the database holds it
    derive_city_ties(users=[contact.user], at=at)
