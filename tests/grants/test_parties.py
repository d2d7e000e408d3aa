"""Nobody judges their own application: each party to it, by each way in, from the beginning and become one later."""

import pytest

from grants.models import Application, SubmittedVersion
from grants.queries.applications import ATTACHMENT
from grants.rules import may_open_attachment
from grants.states import SeatState
from portal.assessment.models import Entry
from portal.assessment.queries.entries import assigned_entries
from portal.core.clock import now
from portal.documents.models import PrivateFile
from tests.factories.cities import CityFactory, ContactPersonFactory, OrganisationFactory
from tests.factories.grants import (
    ANSWERS,
    ApplicationFactory,
    CallFactory,
    MunicipalityFactory,
    RepresentativeFactory,
    eligible,
)
from tests.factories.people import PersonFactory, TieFactory, UserFactory
from tests.support.ways_in import (
    Case,
    a_party_is_never_given_it,
    every_page_is_shut_to_who_becomes_a_party,
    staff_read_who_is_a_party,
    who_becomes_a_party_loses_it_at_once,
)

pytestmark = pytest.mark.django_db


def with_partner(application, **partner):
    rows = [{"id": "r9", "name": "Natteravnene", "role": "Går med", **partner}]
    application.answers = {**application.answers, "partners": [*application.answers["partners"], *rows]}
    application.save()


def wrote_it(application, account):
    application.contact = account
    application.save()


def submitted_a_version(application, account):
    kept = application.versions.first()
    SubmittedVersion.objects.create(
        application=application, number=9, snapshot=kept.snapshot, sha256="0" * 64, sought_minor=1, at=now(), by=account
    )


def speaks_for_the_city(application, account):
    application.city.contact_persons.filter(until=None).update(until=now())
    ContactPersonFactory(city=application.city, user=account, since=now())


def speaks_for_the_applicants_city(application, account):
    application.city = CityFactory()
    application.save()
    application.organisation.city.contact_persons.filter(until=None).update(until=now())
    ContactPersonFactory(city=application.organisation.city, user=account, since=now())


def represents_it(application, account):
    RepresentativeFactory(organisation=application.organisation, user=account)


def asked_to_represent_it(application, account):
    RepresentativeFactory(organisation=application.organisation, user=account, state=SeatState.ASKED)


def partner_by_address(application, account):
    with_partner(application, role=f"Går med. Kontakt: {account.email.upper()}.")


def partner_by_another_spelling(application, account):
    account.email = f"kari.{account.pk}@ærø.example"
    account.save()
    with_partner(application, name=f"Natteravnene <kari.{account.pk}+nattravn@xn--r-3fa9c.example>")


def speaks_for_a_partner(application, account):
    partner = OrganisationFactory(name="Blå Kors Ærøy")
    RepresentativeFactory(organisation=partner, user=account)
    with_partner(application, name="BLÅ KORS  Ærøy")


def speaks_for_a_partner_city(application, account):
    partner = MunicipalityFactory(contact=account)
    with_partner(application, name=partner.name)


def tied_to_the_applicant(application, account):
    TieFactory(person=PersonFactory(user=account), kind="cities.organisation", target=application.organisation.uuid)


def tied_to_the_city(application, account):
    TieFactory(person=PersonFactory(user=account), kind="cities.city", target=application.city.uuid)


def tied_to_its_writer(application, account):
    writer = PersonFactory(user=application.contact)
    TieFactory(person=writer, target=PersonFactory(user=account).uuid)


def tied_by_a_person_of_the_same_address(application, account):
    person = PersonFactory(user=None, email=account.email)
    TieFactory(person=person, kind="cities.organisation", target=application.organisation.uuid)


# How somebody becomes a party, and what staff read of it.
PARTIES = {
    wrote_it: "applicant",
    submitted_a_version: "applicant",
    speaks_for_the_city: "same organisation",
    speaks_for_the_applicants_city: "same organisation",
    represents_it: "same organisation",
    asked_to_represent_it: "same organisation",
    partner_by_address: "partner",
    partner_by_another_spelling: "partner",
    speaks_for_a_partner: "partner",
    speaks_for_a_partner_city: "partner",
    tied_to_the_applicant: "declared tie",
    tied_to_the_city: "declared tie",
    tied_to_its_writer: "declared tie",
    tied_by_a_person_of_the_same_address: "declared tie",
}
parties = pytest.mark.parametrize(("become", "stake"), PARTIES.items(), ids=[one.__name__ for one in PARTIES])
STAKES = {stake: become for become, stake in reversed(PARTIES.items())}
stakes = pytest.mark.parametrize(("stake", "become"), STAKES.items(), ids=STAKES)


@pytest.fixture
def application():
    return eligible(CallFactory(closed=True))


@pytest.fixture
def case(application):
    return Case(Entry.objects.get(subject_uuid=application.uuid))


def opens_file(application):
    file = PrivateFile(purpose=ATTACHMENT, about_kind="grants.application", about_uuid=application.uuid)
    return lambda account: may_open_attachment(
        type(account).objects.get(pk=account.pk), Application.objects.get(pk=application.pk), file, now()
    )


@pytest.mark.each_value
@parties
def test_a_party_is_never_given_the_application(case, application, become, stake):
    account = UserFactory()
    become(application, account)
    a_party_is_never_given_it(case, account, stake)


@parties
def test_who_becomes_a_party_loses_the_application_at_once(case, application, become, stake):
    account = UserFactory()
    may_read_own = become in (represents_it, speaks_for_the_applicants_city, speaks_for_the_city)
    # Who acts for the applicant reads its files as an applicant does, and as no reviewer.
    opens = (lambda account: assigned_entries(account, now()).exists()) if may_read_own else None
    who_becomes_a_party_loses_it_at_once(
        case, account, lambda: become(application, account), opens or opens_file(application)
    )


@pytest.mark.once
@stakes
def test_staff_read_who_is_a_party_to_the_application(case, application, stake, become):
    account = UserFactory()
    become(application, account)
    staff_read_who_is_a_party(case, account, stake)


@pytest.mark.once
@stakes
def test_every_page_is_shut_to_who_becomes_a_party_to_the_application(case, application, stake, become):
    account = UserFactory()
    every_page_is_shut_to_who_becomes_a_party(case, account, lambda: become(application, account), stake)


def test_the_project_citys_contact_person_is_named_as_such():
    city = CityFactory()
    contact = ContactPersonFactory(city=city, since=now()).user
    seat = RepresentativeFactory()
    application = eligible(CallFactory(closed=True), organisation=seat.organisation, city=city, contact=seat.user)
    case = Case(Entry.objects.get(subject_uuid=application.uuid))
    a_party_is_never_given_it(case, contact, "contact person of the city")
    assert f"{case.entry.reference} (contact person of the city)" in case.staff_page("panel")


def test_who_has_nothing_to_do_with_it_is_given_it(case, application):
    account = UserFactory()
    ApplicationFactory(call=application.call, contact=account)  # another application than the one that is judged
    RepresentativeFactory(organisation=application.organisation, user=account, state=SeatState.ENDED)
    TieFactory(person=PersonFactory(user=account), kind="cities.organisation")
    case.round.members.create(user=account, added_at=now())
    case.give(account)
    case.submit(account, best=True)
    assert case.points()[2] == 2


def test_many_partners_and_applications_cost_as_many_queries_as_one(cost):
    call = CallFactory(closed=True)
    one = Case(Entry.objects.get(subject_uuid=eligible(call).uuid))
    account = UserFactory()
    one.round.members.create(user=account, added_at=now())
    partner_by_address(Application.objects.get(), account)
    with cost() as few:
        one.points()
    for _number in range(2):
        with_partner(eligible(call, answers={**ANSWERS}), role=account.email)
    one.round.members.create(user=UserFactory(), added_at=now())
    with cost() as many:
        one.points()
    assert few.queries == many.queries
