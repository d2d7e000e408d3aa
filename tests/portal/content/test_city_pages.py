"""The member cities: the list of them all, and a page each with what is public of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from portal.cities.models import Country
from portal.content import sources
from portal.content.models import CityPage
from portal.content.sources import CityPart, Line, PersonShown, register_site_source
from tests.factories.cities import CityFactory
from tests.factories.content import CityIndexPageFactory, CityPageFactory, StoryPageFactory
from tests.factories.membership import MembershipFactory
from tests.portal.content.test_pages import Half, assert_flat, spent_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("committed")]


class CityHalf(Half):
    """A half that shows something of one city."""

    def __init__(self, name: str, part: CityPart):
        super().__init__()
        self._name, self._part = name, part

    def of_city(self, city, at):
        return self._part if city.name == self._name else None


@pytest.fixture
def shows(monkeypatch):
    monkeypatch.setattr(sources, "_sources", {})
    return lambda name, part: register_site_source("half", CityHalf(name, part))


def read(client, page) -> str:
    return client.get(page.url).content.decode()


def test_the_members_of_the_day_are_listed_by_country(client):
    index = CityIndexPageFactory()
    fjordvik = CityFactory(name="Fjordvik")
    MembershipFactory(city=fjordvik)
    MembershipFactory(city=CityFactory(name="Søndervang", country=Country.objects.get(pk="DK")))
    MembershipFactory(city=CityFactory(name="Havnsund"), ended=True)
    page = CityPageFactory(parent=index, city=fjordvik)
    listed = read(client, index)
    assert f'<a href="{page.url}">Fjordvik</a>' in listed
    assert listed.index("Denmark") < listed.index("Søndervang") < listed.index("Norway") < listed.index("Fjordvik")
    assert "Havnsund" not in listed


def test_without_members_the_list_says_so(client):
    assert "No city is a member yet" in read(client, CityIndexPageFactory())


def test_a_city_page_says_since_when_it_is_a_member(client):
    city = CityFactory(name="Fjordvik")
    MembershipFactory(city=city, starts=date(2019, 1, 1), ends=date(2022, 1, 1))
    page = CityPageFactory(city=city)
    assert "Member since" not in read(client, page)
    MembershipFactory(city=city, starts=date(2023, 1, 1))
    changed = client.get(f"{page.url}?fresh=1").content.decode()
    assert "Member since 2019" in changed
    assert "Norway" in changed


def test_a_city_page_shows_what_the_halves_tell_of_this_city(client, shows):
    shows(
        "Fjordvik",
        CityPart(
            "Nordic Pioneers",
            people=(PersonShown("Amira Solheim", "/pioneers/x/", line="A City for All", picture="/files/x/"),),
            lines=(Line("A boxing club", "/grants/awards/x/", meta="2026", language="nb"),),
        ),
    )
    index = CityIndexPageFactory()
    page = read(client, CityPageFactory(parent=index, city=CityFactory(name="Fjordvik")))
    for seen in ("Nordic Pioneers", 'href="/pioneers/x/"', 'src="/files/x/"', 'lang="nb">A boxing club</a>', "2026"):
        assert seen in page
    assert "Amira" not in read(client, CityPageFactory(parent=index, city=CityFactory(name="Ekvik")))


def test_stories_from_a_city_are_on_its_page_whatever_language_names_it(client):
    city = CityFactory(name="Turku", names={"sv": "Åbo"}, country=Country.objects.get(pk="FI"))
    StoryPageFactory(title="A night in Turku", place="Turku", country_id="FI")
    StoryPageFactory(title="En kväll i Åbo", place="Åbo", country_id="FI")
    StoryPageFactory(title="Another Turku", place="Turku", country_id="SE")
    page = read(client, CityPageFactory(city=city))
    assert "A night in Turku" in page
    assert "En kväll i Åbo" in page
    assert "Another Turku" not in page


def test_a_city_has_one_page_a_language():
    index, city = CityIndexPageFactory(), CityFactory()
    CityPageFactory(parent=index, city=city)
    with pytest.raises(ValidationError) as refused:
        index.add_child(instance=CityPage(title="Again", slug="again", city=city, locale=index.locale))
    assert "city" in refused.value.message_dict


def test_a_city_page_is_found_by_its_words(client):
    CityPageFactory(title="Fjordvik", introduction="Eleven lanterns on the quay.")
    found = client.get("/search/", {"q": "lanterns"}).content.decode()
    assert "Eleven lanterns on the quay." in found
    assert "Fjordvik" in found


def test_the_list_of_cities_costs_the_same_for_one_and_for_three(client, cost):
    index = CityIndexPageFactory()

    def one_more():
        city = CityFactory()
        MembershipFactory(city=city)
        CityPageFactory(parent=Page.objects.get(pk=index.pk).specific, city=city)

    one_more()
    one = spent_on(cost, client, index.url)
    one_more()
    one_more()
    assert_flat(one, spent_on(cost, client, index.url), rows_a_line=2)  # a city with its country, its page


def test_a_membership_that_ends_takes_the_city_from_the_list(client, clock):
    clock("2026-06-01T12:00:00Z")
    city = CityFactory(name="Fjordvik")
    MembershipFactory(city=city, ends=date(2026, 6, 2))
    index = CityIndexPageFactory()
    assert "Fjordvik" in read(client, index)
    clock.shift(timedelta(days=1))
    assert "Fjordvik" not in read(client, index)
