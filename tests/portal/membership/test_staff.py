"""What the secretariat sees of the alliance, does there, and is reminded of."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from portal.adminkit.addresses import staff_url
from portal.cities.models import City, ContactPerson, Organisation
from portal.cities.queries.staff import (
    cities_visible_to,
    contact_persons_visible_to,
    countries_visible_to,
    organisations_visible_to,
)
from portal.core.clock import now
from portal.desk.queries.worklist import worklist_now
from portal.membership.models import Membership
from portal.membership.queries.staff import memberships_visible_to
from tests.factories.cities import CityFactory, ContactPersonFactory, OrganisationFactory
from tests.factories.membership import MembershipFactory
from tests.factories.people import EditorFactory, FinanceFactory, ManagerFactory, UserFactory

pytestmark = pytest.mark.django_db

MAKE = {
    "membership_membership": MembershipFactory,
    "cities_city": lambda: CityFactory(with_contact=True),
    "cities_organisation": lambda: OrganisationFactory(city=CityFactory()),
    "cities_contactperson": ContactPersonFactory,
}


@pytest.fixture
def manager(client):
    manager = ManagerFactory()
    client.force_login(manager)
    return manager


def listed(client, noun, **query):
    return client.get(reverse(f"{noun}:index"), query).content.decode()


@pytest.mark.parametrize("noun", MAKE)
def test_a_list_costs_the_same_for_one_row_as_for_three(client, manager, cost, noun):
    MAKE[noun]()
    listed(client, noun)
    with cost() as one:
        listed(client, noun)
    for _more in range(2):
        MAKE[noun]()
    with cost() as three:
        listed(client, noun)

    assert one.queries == three.queries
    assert three.rows - one.rows == 2, "one row for each more"


@pytest.mark.parametrize("noun", [*MAKE, "cities_country"])
def test_each_row_leads_to_its_page_and_the_list_to_a_file(client, manager, noun):
    made = MAKE.get(noun, lambda: None)()
    row = made or __import__("portal.cities.models", fromlist=["Country"]).Country.objects.get(pk="GL")
    address = reverse(f"{noun}:inspect", args=[row.uuid])

    assert address in listed(client, noun, p=1, **({"q": ""}))
    assert client.get(address).status_code == 200
    exported = client.get(reverse(f"{noun}:index"), {"export": "csv"})
    assert b"".join(exported.streaming_content).count(b"\n") >= 2


def test_pages_are_titled_in_words_not_in_codes(client, manager):
    membership = MembershipFactory(city=CityFactory(name="Ekvik"), starts=date(2025, 1, 1))
    for view in ("inspect", "edit"):
        assert "Ekvik, member from 1 January 2025" in client.get(staff_url(membership, view)).content.decode()
    contact = ContactPersonFactory(city=membership.city, user__name="Kirsten Holm")
    assert "Ekvik: Kirsten Holm" in client.get(staff_url(contact)).content.decode()


@pytest.mark.parametrize("noun", [*MAKE, "cities_country"])
def test_nobody_outside_the_secretariat_sees_a_list(client, noun):
    client.force_login(UserFactory())

    assert client.get(reverse(f"{noun}:index")).status_code == 404


def test_editors_see_cities_and_not_who_speaks_for_them(client):
    contact = ContactPersonFactory()
    client.force_login(EditorFactory())

    assert contact.city.name in listed(client, "cities_city")
    assert client.get(reverse("cities_contactperson:index")).status_code == 404
    assert client.get(reverse("cities_contactperson:inspect", args=[contact.uuid])).status_code == 404
    assert client.get(reverse("cities_city:add")).status_code == 404
    assert not contact_persons_visible_to(UserFactory(), now()).exists()
    assert not cities_visible_to(UserFactory(), now()).exists()
    assert not countries_visible_to(UserFactory(), now()).exists()
    assert not organisations_visible_to(UserFactory(), now()).exists()
    assert not memberships_visible_to(UserFactory(), now()).exists()


def test_cities_are_narrowed_by_country_and_contact_and_found_by_any_name(client, manager):
    CityFactory(name="Turku", names={"sv": "Åbo"}, country="FI")
    ContactPersonFactory(city=CityFactory(name="Vágur", country="FO"))

    assert "Turku" not in listed(client, "cities_city", country="FO")
    assert "Turku" not in listed(client, "cities_city", has_contact="true")
    assert "Vágur" not in listed(client, "cities_city", has_contact="false")
    assert "Turku" in listed(client, "cities_city", q="abo")
    assert "Vágur" not in listed(client, "cities_city", q="abo")


def test_organisations_are_narrowed_by_kind_and_number(client, manager):
    OrganisationFactory(name="Numbered", numbered=True)
    OrganisationFactory(name="Bare", kind="company")

    assert "Bare" not in listed(client, "cities_organisation", numbered="true")
    assert "Numbered" not in listed(client, "cities_organisation", numbered="false")
    assert "Numbered" not in listed(client, "cities_organisation", kind="company")
    assert "988 077 917" in listed(client, "cities_organisation", q="988077917")


def test_contact_persons_are_found_by_city_and_by_name(client, manager):
    ContactPersonFactory(city__name="Bodø", user__name="Þóra Sørensen")
    ContactPersonFactory(city__name="Oslo", user__name="Kari", until=now())

    for typed in ("bodo", "thora"):
        found = listed(client, "cities_contactperson", q=typed)
        assert "Þóra Sørensen" in found
        assert "Kari" not in found
    assert "Kari" not in listed(client, "cities_contactperson", running="true")


def test_memberships_are_narrowed_by_status(client, manager):
    MembershipFactory(city__name="Runs")
    MembershipFactory(city__name="Soon", ending_soon=True, approved_on=date(2020, 1, 1))
    MembershipFactory(city__name="Later", coming=True)
    MembershipFactory(city__name="Gone", ended=True)

    def status(name):
        shown = listed(client, "membership_membership", status=name)
        return {city for city in ("Runs", "Soon", "Later", "Gone") if f">{city}" in shown or f"{city}\n" in shown}

    assert status("running") == {"Runs", "Soon"}
    assert status("ending") == {"Soon"}
    assert status("coming") == {"Later"}
    assert status("over") == {"Gone"}
    assert "Runs" not in listed(client, "membership_membership", approved="true")
    assert "Soon" in listed(client, "membership_membership", q="soon")


def test_a_city_is_added_with_its_names_and_refused_kindly_the_second_time(client, manager):
    answers = {
        "country": "FI",
        "name": "Turku",
        "slug": "",
        "name_sv": "Åbo",
        "latitude": "60.45",
        "longitude": "22.27",
    }

    client.post(reverse("cities_city:add"), answers)
    city = City.objects.get()
    assert (city.slug, city.names) == ("turku", {"sv": "Åbo"})

    again = client.post(reverse("cities_city:add"), answers).content.decode()
    assert "There is already a city with this short name" in again
    assert 'value="Åbo"' in again, "nothing typed is lost"


def test_half_a_place_on_the_map_is_told_in_words(client, manager):
    shown = client.post(reverse("cities_city:add"), {"country": "FI", "name": "Turku", "latitude": "60.45"})

    assert "Give both coordinates, or neither." in shown.content.decode()


def test_a_city_is_corrected(client, manager):
    city = CityFactory(name="Turku", names={"sv": "Abo"}, country="FI")
    form = client.get(reverse("cities_city:edit", args=[city.uuid])).content.decode()
    assert 'value="Abo"' in form

    client.post(reverse("cities_city:edit", args=[city.uuid]), {"name": "Turku", "slug": "turku", "name_sv": "Åbo"})

    city.refresh_from_db()
    assert city.names == {"sv": "Åbo"}


def test_a_wrong_number_stands_beside_its_field_in_a_plain_sentence(client, manager):
    answers = {"kind": "voluntary", "name": "Trygg gate", "country": "NO", "registration_number": "988 077 918"}

    shown = client.post(reverse("cities_organisation:add"), answers).content.decode()

    assert "Check the number for typing mistakes (organisation number)." in shown
    assert not Organisation.objects.exists()


def test_a_taken_number_is_told_in_words(client, manager):
    OrganisationFactory(numbered=True)
    answers = {"kind": "voluntary", "name": "Trygg gate", "country": "NO", "registration_number": "988 077 917"}

    assert "already registered" in client.post(reverse("cities_organisation:add"), answers).content.decode()


def test_an_organisation_is_corrected(client, manager):
    body = OrganisationFactory()
    city = CityFactory(name="Oslo")

    client.post(
        reverse("cities_organisation:edit", args=[body.uuid]),
        {"kind": "foundation", "name": "New name", "registration_number": "", "city": city.pk},
    )

    body.refresh_from_db()
    assert (body.kind, body.name, body.city) == ("foundation", "New name", city)


def test_a_contact_person_is_appointed_and_the_term_ended(client, manager):
    city = CityFactory()
    client.post(
        reverse("cities_contactperson:add"),
        {"city": city.pk, "email": "ny@by.test", "name": "Ny", "language": "nb"},
    )
    contact = ContactPerson.objects.get()
    assert contact.user.language == "nb"

    client.post(reverse("cities_contactperson:action", args=[contact.uuid, "end"]))

    contact.refresh_from_db()
    assert contact.until is not None


def test_someone_erased_is_shown_as_such(client, manager):
    ContactPersonFactory(until=now())
    ContactPerson.objects.update(user=None)

    assert "someone erased" in listed(client, "cities_contactperson")


def test_a_membership_is_begun_corrected_extended_and_ended(client, manager):
    city = CityFactory()
    client.post(
        reverse("membership_membership:add"),
        {"city": city.pk, "starts": "2024-01-01", "ends": "2027-01-01", "minimum_years": "3"},
    )
    membership = Membership.objects.get()
    key = [membership.uuid]

    client.post(
        reverse("membership_membership:edit", args=key),
        {"minimum_years": "3", "approved_on": "2023-12-05", "approved_by": "City council"},
    )
    client.post(reverse("membership_membership:action", args=[*key, "extend"]), {"ends": "2030-01-01"})
    membership.refresh_from_db()
    assert (membership.approved_by, membership.ends) == ("City council", date(2030, 1, 1))

    too_soon = client.post(reverse("membership_membership:action", args=[*key, "end"]), {"ends": "2025-01-01"})
    assert "Write why it ends before that" in too_soon.content.decode()
    client.post(
        reverse("membership_membership:action", args=[*key, "end"]), {"ends": "2025-01-01", "reason": "No money."}
    )
    membership.refresh_from_db()
    assert (membership.ends, membership.ending_reason) == (date(2025, 1, 1), "No money.")


def test_a_second_membership_in_the_same_time_is_told_in_words(client, manager):
    membership = MembershipFactory()

    shown = client.post(
        reverse("membership_membership:add"),
        {"city": membership.city.pk, "starts": "2026-01-01", "minimum_years": "3"},
    )

    assert "member already in a part of this time" in shown.content.decode()


class TestWaiting:
    """What the staff home reminds of."""

    def rows(self, viewer, at=None):
        sections = worklist_now(viewer, at or now())
        return {(row.kind, row.title) for section in sections.values() for row in section.rows}

    def test_a_member_city_nobody_speaks_for_waits(self):
        alone, spoken_for = CityFactory(name="Alone"), CityFactory(name="Spoken for", with_contact=True)
        MembershipFactory(city=alone, approved_on=date(2020, 1, 1))
        MembershipFactory(city=spoken_for, approved_on=date(2020, 1, 1))
        CityFactory(name="No member")

        assert self.rows(ManagerFactory()) == {("membership.without_contact", "Alone")}

    def test_it_waits_since_the_last_one_ended(self):
        city = CityFactory()
        MembershipFactory(city=city, approved_on=date(2020, 1, 1))
        ended = now() - timedelta(days=20)
        ContactPersonFactory(city=city, since=ended - timedelta(days=9), until=ended)

        (row,) = worklist_now(ManagerFactory(), now())["stuck"].rows

        assert row.since == ended

    def test_a_membership_that_ends_within_ninety_days_waits_unless_another_follows(self):
        today = now().date()
        soon = MembershipFactory(
            city=CityFactory(name="Soon", with_contact=True), ending_soon=True, approved_on=date(2020, 1, 1)
        )
        followed = MembershipFactory(
            city=CityFactory(name="Followed", with_contact=True), ending_soon=True, approved_on=date(2020, 1, 1)
        )
        MembershipFactory(city=followed.city, starts=followed.ends, approved_on=date(2020, 1, 1))
        MembershipFactory(
            city=CityFactory(with_contact=True), ends=today + timedelta(days=120), approved_on=date(2020, 1, 1)
        )

        assert self.rows(ManagerFactory()) == {("membership.ending", str(soon.city))}

    @pytest.mark.both
    def test_a_membership_nobody_wrote_an_approval_for_waits(self):
        MembershipFactory(city=CityFactory(name="Unapproved", with_contact=True))

        assert self.rows(FinanceFactory()) == {("membership.without_approval", "Unapproved")}

    def test_nothing_of_it_waits_for_who_may_do_nothing_about_it(self):
        MembershipFactory(ending_soon=True)

        assert self.rows(EditorFactory()) == set()
