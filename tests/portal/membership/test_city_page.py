"""`/city/`: the contact person's own city, nobody else's; and an honest word about what is still to come."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from portal.core.clock import now
from portal.membership.queries.workspace import city_pages
from portal.people.workspaces import workspaces_of
from tests.factories.cities import CityFactory, ContactPersonFactory
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
    return client.get(path)


@pytest.mark.usefixtures("every_language")
def test_the_contact_person_reads_membership_and_contact_in_their_language(client, contact):
    MembershipFactory(
        city=contact.city, starts=date(2024, 1, 1), ends=date(2090, 1, 1), approved_on=date(2023, 11, 7),
        approved_by="Stadsfullmäktige",
    )  # fmt: skip

    shown = page(client, contact.user, "/sv/city/").content.decode()

    assert "Åbo, Finland" in shown
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
    (own,) = city_pages(contact.user, now())
    assert own.is_member


def test_a_city_that_is_no_member_is_told_so(client, contact):
    shown = page(client, contact.user).content.decode()

    assert "We have no membership registered" in shown
    assert not city_pages(contact.user, now())[0].is_member


def test_a_former_contact_person_sees_nothing_of_the_city(client, contact):
    contact.until = now()
    contact.save()

    assert "Turku" not in page(client, contact.user).content.decode()


@pytest.mark.parametrize("factory", [UserFactory, ManagerFactory])
def test_someone_who_speaks_for_no_city_is_told_so(client, contact, factory):
    shown = page(client, factory())

    assert shown.status_code == 200
    text = shown.content.decode()
    assert "Your account is not the contact person of a city" in text
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


def test_three_cities_cost_what_one_does(client, contact, cost):
    MembershipFactory(city=contact.city)
    with cost() as one:
        city_pages(contact.user, now())
    for _city in range(2):
        MembershipFactory(city=ContactPersonFactory(user=contact.user).city)
    with cost() as three:
        assert len(city_pages(contact.user, now())) == 3

    assert one.queries == three.queries == 3


def test_the_account_page_leads_a_contact_person_there_and_nobody_else(contact):
    assert "/city/" in [workspace.url for workspace in workspaces_of(contact.user)]
    assert "/city/" not in [workspace.url for workspace in workspaces_of(UserFactory())]
