"""The membership page: figures that stand there by themselves, voices with permission, the way to apply."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from portal.cities.models import Country
from portal.content.models import HomePage, MembershipPage, MemberVoice
from portal.core import clock as the_clock
from tests.factories.cities import CityFactory
from tests.factories.content import CityIndexPageFactory, MembershipPageFactory, MemberVoiceFactory
from tests.factories.membership import MembershipFactory
from tests.portal.content.test_pages import assert_flat, spent_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("committed")]


def figure(text: str, number: int) -> str:
    return f"<dt>{text}</dt><dd>{number}</dd>"


def shown(client, page) -> str:
    """The page without the spaces between its tags."""
    return client.get(page.url).content.decode().replace("\n", "").replace("</dt>          <dd>", "</dt><dd>")


def test_how_many_cities_are_members_stands_there_by_itself(client):
    for country in ("NO", "NO", "DK"):
        MembershipFactory(city=CityFactory(country=Country.objects.get(pk=country)))
    MembershipFactory(ended=True)
    MembershipFactory(coming=True)
    page = shown(client, MembershipPageFactory())
    assert figure("member cities", 3) in page
    assert figure("countries", 2) in page


def test_the_number_changes_as_a_city_joins(client, clock):
    clock("2026-06-01T12:00:00Z")
    MembershipFactory()
    MembershipFactory(coming=True)
    page = MembershipPageFactory()
    assert figure("member city", 1) in shown(client, page)
    clock.shift(timedelta(days=31))
    assert figure("member cities", 2) in shown(client, page)


def test_the_page_leads_to_the_application_and_to_the_cities(client):
    MembershipFactory()
    page = MembershipPageFactory()
    assert 'href="/membership/apply/"' in shown(client, page)
    assert "See all member cities" not in shown(client, page)
    cities = CityIndexPageFactory()
    assert f'href="{cities.url}">See all member cities' in shown(client, page)


def test_the_page_stands_at_its_fixed_address_and_nowhere_twice():
    page = MembershipPageFactory()
    assert page.url == "/membership/"
    assert MembershipPage.can_create_at(HomePage.objects.get(locale__language_code="en")) is False


def test_a_voice_is_heard_as_long_as_its_permission_lasts(client, clock):
    clock("2026-06-01T12:00:00Z")
    page = MembershipPageFactory()
    MemberVoiceFactory(page=page, text="Somebody answered.", name="Turid Nygård", city=CityFactory(name="Fjordvik"))
    MemberVoiceFactory(page=page, text="Not any more.", over=True)
    MemberVoiceFactory(page=page, text="Until tonight.", agreed_until=the_clock.today())
    read = client.get(page.url).content.decode()
    for words in ("Somebody answered.", "Turid Nygård", "Mayor, Fjordvik", "Until tonight."):
        assert words in read
    assert "Not any more." not in read
    clock("2026-06-01T22:00:01Z")
    assert "Until tonight." not in client.get(page.url).content.decode()


def test_without_voices_there_is_no_heading_for_them(client):
    assert "What members say" not in client.get(MembershipPageFactory().url).content.decode()


@pytest.mark.parametrize(
    ("days", "field"), [({"agreed_on": 1}, "agreed_on"), ({"agreed_on": -2, "agreed_until": -3}, "agreed_until")]
)
def test_a_permission_is_given_before_it_is_used(days, field):
    dates = {name: the_clock.today() + timedelta(days=number) for name, number in days.items()}
    voice = MemberVoice(page=MembershipPageFactory(), text="x", name="y", city=CityFactory(), **dates)
    with pytest.raises(ValidationError) as refused:
        voice.clean()
    assert field in refused.value.message_dict


def test_a_permission_without_its_day_is_none():
    voice = MemberVoice(page=MembershipPageFactory(), text="x", name="y", city=CityFactory())
    with pytest.raises(ValidationError) as refused:
        voice.full_clean(exclude=["locale"])
    assert "agreed_on" in refused.value.message_dict


def test_voices_cost_the_same_for_one_and_for_three(client, cost):
    page = MembershipPageFactory(voices=1)
    one = spent_on(cost, client, page.url)
    MemberVoiceFactory(page=page)
    MemberVoiceFactory(page=page)
    assert_flat(one, spent_on(cost, client, page.url), rows_a_line=4)  # a voice, its portrait, its size, its city
