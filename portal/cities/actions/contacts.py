"""Who speaks for a city: one person at a time, each term dated, with a letter to whoever begins and whoever ends."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.cities.errors import AccountEnded
from portal.cities.letters import queue_contact_appointed_letter, queue_contact_ended_letter
from portal.cities.models import City, ContactPerson
from portal.cities.queries.cities import cities_of
from portal.core.actors import Actor
from portal.core.permission import require
from portal.people.actions.accounts import open_account
from portal.people.actions.ties import derive_ties
from portal.people.models import Person, Tie, User


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
        before = ContactPerson.objects.select_for_update().filter(city=row, until=None).first()
        if before is not None and before.user_id == user.pk:
            return before
        if before is not None:
            _end(before, by, at)
        contact = ContactPerson.objects.create(city=row, user=user, since=at)
        log_event(verb="cities.appoint_contact_person", by=by, about=contact, at=at, data={"city": row.slug})
        _derive(user, at)
        queue_contact_appointed_letter(contact=contact, at=at)
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


def derive_contact_ties(*, users: Iterable[User], at: datetime) -> int:
    """Brings the derived ties of these accounts in line with the cities they speak for; answers how many changed.

    For accounts that were linked to a person after the appointment.
    """
    return sum(_derive(user, at) for user in users)


def _end(contact: ContactPerson, by: Actor, at: datetime) -> ContactPerson:
    _close(contact, by, at)
    queue_contact_ended_letter(contact=contact, at=at)
    return contact


def _close(contact: ContactPerson, by: Actor, at: datetime) -> None:
    contact.until = max(at, contact.since)
    contact.save(update_fields=["until"])
    log_event(verb="cities.end_contact_person", by=by, about=contact, at=at, data={"city": contact.city.slug})
    assert contact.user is not None  # a term that runs is somebody's: the database holds it
    _derive(contact.user, at)


def _derive(user: User, at: datetime) -> int:
    """Reviewers do not judge what comes from their own city: who speaks for it is tied to it."""
    person = Person.objects.filter(user=user).first()
    if person is None:
        return 0
    targets = [("cities.city", city.uuid) for city in cities_of(user, at)]
    return derive_ties(person=person, nature=Tie.Nature.CONTACT, targets=targets, at=at)
