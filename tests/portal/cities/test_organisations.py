"""Organisations are registered once, under a number that is one."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from portal.audit.queries.history import history_of
from portal.cities.actions.organisations import register_organisation, update_organisation
from portal.cities.errors import CityInOtherCountry, NumberTaken
from portal.cities.models import Country, Organisation
from portal.cities.numbers import NotARegistrationNumber
from portal.cities.queries.organisations import organisation_by_number, organisations
from portal.core.clock import now
from portal.core.errors import NotAllowed
from tests.factories.cities import CityFactory, OrganisationFactory
from tests.factories.people import ManagerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def applicant():
    return UserFactory()


def register(by, number="988 077 917", **more):
    facts = {"kind": "voluntary", "name": "Trygg gate", "country": "NO"} | more
    return register_organisation(registration_number=number, by=by, at=now(), **facts)


def test_whoever_signed_in_registers_the_organisation_they_apply_for(applicant):
    body = register(applicant, name="  Trygg   gate ")

    assert (body.name, body.registration_number) == ("Trygg gate", "988077917")
    (entry,) = history_of(body)
    assert entry.data == {"kind": "voluntary", "country": "NO", "numbered": True}


def test_nobody_else_does():
    with pytest.raises(NotAllowed):
        register(AnonymousUser())


def test_a_small_association_needs_no_number(applicant):
    register(applicant, "")
    register(applicant, "")

    assert Organisation.objects.count() == 2


def test_a_wrong_number_registers_nothing(applicant):
    with pytest.raises(NotARegistrationNumber):
        register(applicant, "988 077 918")

    assert not Organisation.objects.exists()


def test_the_same_number_is_registered_once_a_country_however_it_is_typed(applicant):
    register(applicant)

    with pytest.raises(NumberTaken) as refused:
        register(applicant, "988077917", name="Another name")

    assert refused.value.field == "registration_number"


@pytest.mark.both
def test_the_database_holds_it_too():
    OrganisationFactory(numbered=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationFactory(numbered=True)


def test_a_body_lies_in_its_own_country(applicant):
    with pytest.raises(CityInOtherCountry):
        register(applicant, city=CityFactory(country="DK"))
    register(applicant, city=CityFactory(country="NO"), country=Country.objects.get(pk="NO"))


def test_staff_correct_what_was_registered_and_an_applicant_does_not(applicant):
    body = OrganisationFactory(numbered=True)
    facts = {"kind": "foundation", "name": body.name, "registration_number": "", "city": None}

    with pytest.raises(NotAllowed):
        update_organisation(organisation=body, by=applicant, at=now(), **facts)
    for _twice in range(2):
        body = update_organisation(organisation=body, by=ManagerFactory(), at=now(), **facts)

    assert (body.kind, body.registration_number) == ("foundation", "")
    assert [line.data for line in history_of(body)] == [{"changed": ["kind", "registration_number"]}]


def test_a_body_is_moved_to_a_city_and_never_onto_anothers_number():
    taken, body = OrganisationFactory(numbered=True), OrganisationFactory()
    city = CityFactory()
    facts = {"kind": body.kind, "name": body.name, "by": None, "at": now()}

    with pytest.raises(NumberTaken):
        update_organisation(organisation=body, registration_number=taken.registration_number, **facts)
    assert update_organisation(organisation=body, city=city, **facts).city == city
    assert history_of(body)[0].data == {"changed": ["city"]}


@pytest.mark.both
def test_an_organisation_is_found_by_number_by_name_and_by_kind():
    body = OrganisationFactory(numbered=True, name="Bjørnøya Vel")
    OrganisationFactory(name="Other", kind="company")

    assert organisation_by_number("NO", "988 077 917") == body
    assert organisation_by_number("NO", "1") is None
    assert organisation_by_number("NO", "") is None
    assert list(organisations(search="bjornoya")) == [body]
    assert list(organisations(search="988077917", country="NO", kind="voluntary")) == [body]
