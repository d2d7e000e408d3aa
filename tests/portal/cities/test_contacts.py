"""One person speaks for a city at a time. Whoever begins and whoever ends is told; the database holds the rest."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from portal.audit.actions.erasure import erase_person
from portal.audit.erasure import subject_of
from portal.audit.queries.erasure import held_data_of
from portal.audit.queries.history import history_of
from portal.cities.actions.contacts import appoint_contact_person, end_contact_person
from portal.cities.errors import AccountEnded
from portal.cities.models import ContactPerson
from portal.cities.queries.contacts import active_contacts
from portal.cities.queries.people import cities_led_by
from portal.cities.tasks import derive_ties_nightly
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.mail.models import Letter
from portal.people.models import Tie, User
from tests.factories.cities import CityFactory, ContactPersonFactory
from tests.factories.people import AdministratorFactory, FinanceFactory, ManagerFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return CityFactory(name="Turku", names={"sv": "Åbo"}, country="FI")


def appoint(city, email="ny@turku.test", **more):
    facts = {"name": "Ny Kontakt", "language": "sv", "by": more.pop("by", None) or ManagerFactory(), "at": now()}
    return appoint_contact_person(city=city, email=email, **(facts | more))


@pytest.mark.usefixtures("every_language")
def test_someone_without_an_account_gets_one_and_a_letter_in_their_language(city):
    contact = appoint(city)

    user = User.objects.get(email="ny@turku.test")
    assert contact.user == user
    assert not user.has_usable_password()
    letter = Letter.objects.get(to_email="ny@turku.test")
    assert "Åbo" in letter.subject
    assert "/sv/city/" in letter.text
    assert "/sv/city/" in letter.html


@pytest.mark.usefixtures("every_language")
def test_an_account_that_exists_keeps_its_name_and_language(city):
    UserFactory(email="ny@turku.test", name="Own Name", language="fi")

    contact = appoint(city, " NY@turku.test ")

    assert (contact.user.name, contact.user.language) == ("Own Name", "fi")
    assert "/fi/city/" in Letter.objects.get().text


def test_the_next_person_ends_the_term_of_the_one_before_who_is_told_without_a_name(city, clock):
    clock("2026-03-01T12:00:00Z")
    before = appoint(city, "gammel@turku.test", name="Gammel")
    clock.shift(timedelta(days=30))
    after = appoint(city)

    before.refresh_from_db()
    assert before.until == after.since == now()
    told = Letter.objects.get(template="cities/contact_ended")
    assert told.to_email == "gammel@turku.test"
    assert "Ny Kontakt" not in told.text + told.html
    assert "ny@turku.test" not in told.text + told.html
    assert [*active_contacts(now())] == [after]
    assert [*active_contacts(now() - timedelta(days=1))] == [before]
    assert [*active_contacts(now() - timedelta(days=31))] == []


def test_naming_who_it_is_already_changes_nothing(city):
    first = appoint(city)

    assert appoint(city).pk == first.pk
    assert Letter.objects.count() == 1
    assert [line.verb for line in history_of(first)] == ["cities.appoint_contact_person"]


@pytest.mark.both
def test_the_database_allows_one_open_term_a_city(city):
    appoint(city)

    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPersonFactory(city=city)


@pytest.mark.both
def test_the_database_allows_no_term_of_nobody_and_none_that_ends_before_it_began(city):
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPersonFactory(city=city, user=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPersonFactory(city=city, until=now() - timedelta(days=90))


def test_an_ended_account_speaks_for_no_city(city):
    UserFactory(email="ny@turku.test", ended=True)

    with pytest.raises(AccountEnded) as refused:
        appoint(city)

    assert refused.value.field == "email"
    assert not ContactPerson.objects.exists()


@pytest.mark.parametrize("factory", [UserFactory, FinanceFactory])
def test_others_appoint_and_end_nobody(city, factory):
    contact = appoint(city)
    with pytest.raises(NotAllowed):
        appoint(city, "other@turku.test", by=factory())
    with pytest.raises(NotAllowed):
        end_contact_person(contact=contact, by=factory(), at=now())


def test_a_term_ends_once_and_is_told_once(city):
    contact = appoint(city)
    manager = ManagerFactory()

    for _twice in range(2):
        end_contact_person(contact=contact, by=manager, at=now())

    assert [*active_contacts(now())] == []
    assert Letter.objects.filter(template="cities/contact_ended").count() == 1
    assert [line.verb for line in history_of(contact)] == ["cities.end_contact_person", "cities.appoint_contact_person"]


def test_a_contact_person_speaks_for_their_cities_from_the_first_instant_and_not_from_the_last(city, clock):
    clock("2026-03-01T12:00:00Z")
    contact = ContactPersonFactory(city=city, since=now(), until=now() + timedelta(hours=1))

    assert cities_led_by(contact.user, now()) == [city]
    assert [*active_contacts(now())] == [contact]
    assert [*active_contacts(now() + timedelta(hours=1))] == []
    assert cities_led_by(contact.user, now() + timedelta(hours=1)) == []


def test_a_visitor_speaks_for_nobody(city):
    assert cities_led_by(AnonymousUser(), now()) == []


def test_a_contact_person_who_judges_is_tied_to_their_city_while_it_lasts(city):
    person = PersonFactory(with_account=True)
    contact = appoint(city, person.user.email)

    tie = Tie.objects.get(person=person)
    assert (tie.kind, tie.target, tie.nature, tie.until) == ("cities.city", city.uuid, "contact", None)
    end_contact_person(contact=contact, by=None, at=now())
    tie.refresh_from_db()
    assert tie.until == now().date()


def test_an_account_linked_to_a_person_later_is_tied_by_night(city):
    contact = appoint(city)
    person = PersonFactory(user=contact.user)

    derive_ties_nightly(now())
    derive_ties_nightly(now())

    assert Tie.objects.get().person == person


def test_someone_erased_leaves_the_term_without_their_name_and_gets_no_letter(city):
    contact = appoint(city)
    Letter.objects.all().delete()
    user = contact.user
    (holding,) = [held for held in held_data_of(subject_of(user), now()) if held.name == "cities.contact_persons"]
    assert holding.count == 1

    erase_person(person=user, by=AdministratorFactory(), at=now())

    contact.refresh_from_db()
    assert contact.user is None
    assert contact.until is not None
    assert not Letter.objects.filter(template="cities/contact_ended").exists()


@pytest.mark.both
def test_two_managers_at_once_leave_one_contact_person(city, monkeypatch):
    """The second sees no open term, and the database refuses a second one."""
    appoint(city)

    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPerson.objects.create(city=city, user=UserFactory(), since=now())
