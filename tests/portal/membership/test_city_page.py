"""`/city/`: one's own city, nobody else's; what is for members."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from portal.cities.states import CityRole
from portal.core.clock import now
from portal.membership.actions.memberships import end_membership, open_member_pages
from portal.membership.queries.access import reads_member_pages
from portal.membership.queries.workspace import city_home
from portal.people.workspaces import workspaces_of
from tests.factories.cities import CityFactory, CitySeatFactory, ContactPersonFactory
from tests.factories.membership import MembershipFactory
from tests.factories.people import ManagerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact():
    return ContactPersonFactory(
        city=CityFactory(name="Turku", names={"sv": "Åbo"}, country="FI"), user__name="Ida Berg"
    )


def page(client, user=None, path="/city/"):
    if user:
        client.force_login(user)
    return client.get(path, follow=True)


@pytest.mark.usefixtures("every_language")
def test_the_contact_person_reads_membership_and_contact_in_their_language(client, contact):
    MembershipFactory(
        city=contact.city, starts=date(2024, 1, 1), ends=date(2090, 1, 1), approved_on=date(2023, 11, 7),
        approved_by="Stadsfullmäktige",
    )  # fmt: skip

    shown = page(client, contact.user, "/sv/city/").content.decode()

    assert "Åbo</span>, Finland" in shown
    assert "31 december 2089" in shown
    assert "Stadsfullmäktige" in shown
    assert contact.user.email in shown
    assert "Ida Berg" in shown


def test_memberships_over_in_force_and_to_come_are_told_apart(client, contact):
    today = now().date()
    MembershipFactory(city=contact.city, starts=date(2015, 1, 1), ends=date(2018, 1, 1))
    MembershipFactory(city=contact.city, starts=date(2019, 1, 1), ends=today + timedelta(days=5))
    MembershipFactory(city=contact.city, starts=today + timedelta(days=5))

    shown = page(client, contact.user).content.decode()

    assert shown.index("Not started yet") < shown.index("In force") < shown.index("Over")
    assert city_home(contact.city, now()).is_member


def test_a_city_that_is_no_member_is_told_so(client, contact):
    shown = page(client, contact.user).content.decode()

    assert "We have no membership registered" in shown
    assert not city_home(contact.city, now()).is_member


def test_a_former_contact_person_sees_nothing_of_the_city(client, contact):
    contact.until = now()
    contact.save()

    assert "Turku" not in page(client, contact.user).content.decode()


@pytest.mark.parametrize("factory", [UserFactory, ManagerFactory])
def test_someone_who_speaks_for_no_city_is_told_so(client, contact, factory):
    shown = page(client, factory())

    assert shown.status_code == 200
    text = shown.content.decode()
    assert "Your account does not belong to the pages of a city" in text
    assert "Turku" not in text
    assert contact.user.email not in text


def test_a_visitor_reads_whose_page_it_is_and_where_to_sign_in(client, contact):
    shown = page(client)

    text = shown.content.decode()
    assert f"{reverse('account_login')}?next=/city/" in text
    assert "Turku" not in text
    assert "no-store" in shown["Cache-Control"]


def test_one_person_may_speak_for_two_cities(client, contact):
    ContactPersonFactory(user=contact.user, city=CityFactory(name="Naantali", country="FI"))

    shown = page(client, contact.user).content.decode()

    assert shown.index("Naantali") < shown.index("Turku")


def test_the_choice_of_three_cities_costs_what_that_of_two_does(client, contact, cost):
    ContactPersonFactory(user=contact.user)
    page(client, contact.user)
    with cost() as two:
        client.get("/city/")
    ContactPersonFactory(user=contact.user)
    with cost() as three:
        shown = client.get("/city/").content.decode()

    assert shown.count('class="card card--plain"') == 3
    assert two.queries == three.queries


@pytest.mark.parametrize("role", CityRole)
def test_a_colleague_and_a_politician_read_the_home_of_their_city(client, contact, role):
    seat = CitySeatFactory(city=contact.city, role=role)

    shown = page(client, seat.user).content.decode()

    assert "Turku" in shown
    assert "Ida Berg" in shown


def test_somebody_invited_or_gone_does_not_find_the_home(client, contact):
    for trait in ("invited", "ended"):
        seat = CitySeatFactory(city=contact.city, **{trait: True})
        assert page(client, seat.user, f"/city/{contact.city.uuid}/").status_code == 404


def test_what_is_for_members_opens_with_the_pages_and_closes_with_the_membership(contact):
    membership = MembershipFactory(city=contact.city, opened_at=None)
    politician = CitySeatFactory(city=contact.city, role=CityRole.POLITICIAN).user
    assert not reads_member_pages(contact.user, now())

    open_member_pages(membership=membership, by=None, at=now())

    assert reads_member_pages(contact.user, now())
    assert reads_member_pages(politician, now())
    assert not reads_member_pages(UserFactory(), now())
    assert not reads_member_pages(AnonymousUser(), now())
    assert reads_member_pages(ManagerFactory(), now())
    end_membership(membership=membership, ends=now().date(), by=None, at=now(), reason="Left")
    assert not reads_member_pages(contact.user, now())


def test_the_account_page_leads_a_contact_person_there_and_nobody_else(contact):
    assert "/city/" in [workspace.url for workspace in workspaces_of(contact.user)]
    assert "/city/" not in [workspace.url for workspace in workspaces_of(UserFactory())]
