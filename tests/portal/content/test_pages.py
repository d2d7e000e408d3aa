"""Editors' pages as visitors read them."""

from datetime import date, timedelta

import pytest
from wagtail.models import Page

from portal.cities.models import Country
from portal.content import sources
from portal.content.caching import clear_cached_pages
from portal.content.models import HomePage, Menu, MenuItem, StoryIndexPage, StoryPage
from portal.content.models.menus import Place
from portal.content.sources import OpenNow, PersonShown, register_site_source
from portal.core import clock as the_clock
from tests.factories.content import (
    EditorialImageFactory,
    PartnerFactory,
    PartnersPageFactory,
    PeoplePageFactory,
    StandardPageFactory,
    StoryPageFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("committed")]

BODY = [
    ("text", "<h2>What changed</h2><p>Reports fell by a third.</p>"),
    (
        "quote",
        {"text": "Somebody has to say good night.", "name": "Gunhild Aas", "about": "Night walker", "portrait": None},
    ),
    ("facts", {"facts": [{"figure": "12", "text": "walkers a night"}], "source": "The city’s own count"}),
    (
        "call_to_action",
        {
            "title": "Know someone?",
            "text": "",
            "label": "Nominate",
            "link": {"page": None, "address": "/pioneers/nominate/"},
        },
    ),
]


class Half:
    """A half of the site as the first page sees it."""

    def __init__(self, open_now=(), people=()):
        self._open, self._people = list(open_now), list(people)

    def open_now(self, at):
        return self._open

    def people(self, at, limit):
        return self._people[:limit]

    def of_city(self, city, at):
        return None

    def next_change(self, at):
        return min((one.closes for one in self._open), default=None)

    def addresses(self, at):
        return ["/pioneers/"]


@pytest.fixture
def half(monkeypatch):
    monkeypatch.setattr(sources, "_sources", {})

    def register(**answers):
        register_site_source("half", Half(**answers))

    return register


@pytest.mark.usefixtures("every_language")
def test_a_new_site_has_a_first_page_and_stories_in_each_language(client):
    for prefix, words in [
        ("", "Safer cities"),
        ("/da", "Tryggere byer"),
        ("/fi", "Turvallisempi"),
        ("/is", "Öruggari"),
    ]:
        page = client.get(f"{prefix}/")
        assert words in page.content.decode()
        assert client.get(f"{prefix}/stories/").status_code == 200


def test_the_first_page_shows_what_is_open_and_whom_it_is_about(client, half):
    closes = the_clock.now() + timedelta(days=9)
    half(
        open_now=[OpenNow("Prize 2027", "Nominate.", "/pioneers/nominate/", "Nominate", closes, "Europe/Copenhagen")],
        people=[PersonShown("Amira Solheim", "/pioneers/amira/", meta="Stavanger, 2026", picture="/files/x/")],
    )
    page = client.get("/").content.decode()
    assert "Prize 2027" in page
    assert "Amira Solheim" in page
    assert 'src="/files/x/"' in page


def test_the_first_page_shows_the_newest_stories_first(client, half):
    half()
    for number in range(6):
        StoryPageFactory(title=f"Story {number}", date=date(2026, 1, 1 + number))
    page = client.get("/").content.decode()
    assert page.index("Story 5") < page.index("Story 2")
    assert "Story 1" not in page


def test_a_story_says_what_when_where_and_in_whose_words(client):
    story = StoryPageFactory(body=BODY, country=Country.objects.get(pk="SE"), author="Ida Eskildsen")
    page = client.get(story.url).content.decode()
    assert "Reports fell by a third." in page
    assert "Somebody has to say good night." in page
    assert "The city’s own count" in page
    assert 'href="/pioneers/nominate/"' in page
    assert "By Ida Eskildsen" in page
    assert 'alt="Four night walkers in yellow vests"' in page
    assert "Picture: Ida Eskildsen" in page


@pytest.mark.usefixtures("every_language")
def test_an_address_of_ours_in_a_story_keeps_the_readers_language(client):
    story = StoryPageFactory(language="sv", body=BODY)
    assert 'href="/sv/pioneers/nominate/"' in client.get(story.url).content.decode()


def test_related_stories_leave_out_those_taken_down(client):
    kept, gone = StoryPageFactory(title="Kept"), StoryPageFactory(title="Gone", theme="digital")
    story = StoryPageFactory(body=[("related", {"title": "", "stories": [kept, gone]})])
    gone.unpublish()
    page = client.get(story.url).content.decode()
    assert "Kept" in page
    assert "Gone" not in page


def test_a_picture_whose_consent_has_ended_is_not_shown(client):
    story = StoryPageFactory(
        picture=EditorialImageFactory(expired=True),
        body=[
            (
                "picture",
                {"picture": EditorialImageFactory(expired=True, title="walkers"), "caption": "At nine", "wide": True},
            )
        ],
    )
    page = client.get(story.url).content.decode()
    assert "picture-gone" in page
    assert "/media/images/" not in page
    assert "og:image" not in page


def test_a_picture_disappears_the_day_after_its_consent_ends(client, clock):
    clock("2026-06-01T12:00:00Z")
    story = StoryPageFactory(picture=EditorialImageFactory(consent_until=date(2026, 6, 1)))
    assert "/media/images/" in client.get(story.url).content.decode()
    clock("2026-06-01T22:00:01Z")
    assert "/media/images/" not in client.get(story.url).content.decode()


@pytest.mark.usefixtures("every_language")
def test_a_story_not_translated_stands_in_with_its_own_language(client):
    story = StoryPageFactory()
    story.copy_for_translation(HomePage.objects.get(locale__language_code="da").locale, alias=True)
    page = client.get(f"/da/stories/{story.slug}/").content.decode()
    assert '<article class="story" lang="en">' in page
    assert "has not been translated" in page
    assert f'<link rel="canonical" href="http://localhost:8000{story.url}">' in page


@pytest.mark.usefixtures("every_language")
def test_a_translated_story_is_told_of_in_each_language(client):
    story = StoryPageFactory()
    danish = story.copy_for_translation(HomePage.objects.get(locale__language_code="da").locale)
    danish.title, danish.slug = "En nat med natteravnene", "natteravne"
    danish.save_revision().publish()
    page = client.get(story.url).content.decode()
    assert '<link rel="alternate" hreflang="da" href="http://localhost:8000/da/stories/natteravne/">' in page
    assert 'href="/da/stories/natteravne/" hreflang="da" lang="da"' in page
    assert 'href="/is/" hreflang="is" lang="is"' in page


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("country=SE", {"Malmö walks"}),
        ("theme=digital", {"Kind words"}),
        ("year=2025", {"Kind words"}),
        ("country=SE&theme=digital", set()),
        ("country=XX", {"Malmö walks", "Kind words"}),
    ],
)
def test_stories_are_narrowed_by_country_theme_and_year(client, query, seen):
    StoryPageFactory(title="Malmö walks", country_id="SE", theme="city", date=date(2026, 5, 1))
    StoryPageFactory(title="Kind words", country_id="DK", theme="digital", date=date(2025, 5, 1))
    page = client.get(f"/stories/?{query}").content.decode()
    assert {title for title in ("Malmö walks", "Kind words") if title in page} == seen
    if not seen:
        assert "No stories here yet" in page


def test_stories_come_in_pages_that_keep_the_filter(client):
    for _number in range(13):
        StoryPageFactory(theme="city")
    page = client.get("/stories/?theme=city").content.decode()
    assert "?theme=city&amp;page=2" in page
    assert client.get("/stories/?theme=city&page=2").content.decode().count('<article class="card">') == 1


def test_drafts_and_other_languages_are_not_in_the_list(client):
    StoryPageFactory(title="Not yet", draft=True)
    StoryPageFactory(title="På svenska", language="sv")
    page = client.get("/stories/").content.decode()
    assert "Not yet" not in page
    assert "På svenska" not in page


def test_a_page_shows_the_way_to_it_and_the_pages_below(client):
    about = StandardPageFactory(title="About us", body=BODY)
    data = StandardPageFactory(title="Personal data", parent=about)
    StandardPageFactory(title="In the drawer", parent=about, draft=True)
    page = client.get(about.url).content.decode()
    assert "Personal data" in page
    assert "In the drawer" not in page
    assert f'<a href="{about.url}">About us</a>' in client.get(data.url).content.decode()


def test_people_stand_under_what_they_do(client):
    page = client.get(PeoplePageFactory().url).content.decode()
    assert page.index("The board") < page.index("Sigríður Unnarsdóttir board 0") < page.index("The secretariat")
    assert "Nobody is shown here yet" in client.get(PeoplePageFactory(people=0).url).content.decode()


def test_partners_are_shown_or_their_absence_is_said(client):
    assert "Foundation 0" in client.get(PartnersPageFactory().url).content.decode()
    assert "No partners are shown here yet" in client.get(PartnersPageFactory(partners=0).url).content.decode()


def test_sixty_partners_stand_under_what_they_are_and_can_be_narrowed(client):
    page = PartnersPageFactory(partners=0)
    for number in range(30):
        PartnerFactory(page=page, name=f"Stiftelse {number}", kind="foundation", country_id="NO")
        PartnerFactory(page=page, name=f"Institut {number}", kind="research", country_id="DK" if number else None)
    everyone = client.get(page.url).content.decode()
    assert "60 found" in everyone
    assert (
        everyone.index("Foundations</h2>")
        < everyone.index("Stiftelse 29")
        < everyone.index("Research and education</h2>")
    )
    assert "Companies" not in everyone
    danish = client.get(f"{page.url}?country=DK").content.decode()
    assert "29 found" in danish
    assert "Stiftelse" not in danish
    assert "Institut 0<" not in danish
    nobody = client.get(f"{page.url}?country=DK&kind=foundation").content.decode()
    assert "No partners match" in nobody


def assert_flat(one, three, rows_a_line):
    """Three lines cost the queries of one, and fetch no more than the lines they show: so many rows each."""
    assert one.queries == three.queries, "\n".join(three.statements)
    assert (three.rows - one.rows) / 2 <= rows_a_line


def spent_on(cost, client, path):
    client.get(path)
    with cost() as spent:
        assert client.get(f"{path}?fresh=1").status_code == 200
    return spent


@pytest.mark.parametrize("path", ["/", "/stories/"])
def test_lists_of_stories_cost_the_same_for_one_and_for_three(client, cost, path, half):
    half()

    def one_more():
        StoryPageFactory(country_id="SE", picture=EditorialImageFactory(), date=date(2026, 5, 1))

    one_more()
    one = spent_on(cost, client, path)
    one_more()
    one_more()
    assert_flat(one, spent_on(cost, client, path), rows_a_line=3)  # a story, its picture, the size it is shown in


def test_people_cost_the_same_for_one_and_for_three(client, cost):
    one = spent_on(cost, client, PeoplePageFactory(people=1).url)
    three = spent_on(cost, client, PeoplePageFactory(people=3).url)
    assert_flat(one, three, rows_a_line=6)  # in each of two parts: a person, their portrait, its size


def test_partners_cost_the_same_for_one_and_for_three(client, cost):
    one = spent_on(cost, client, PartnersPageFactory(partners=1).url)
    three = spent_on(cost, client, PartnersPageFactory(partners=3).url)
    assert_flat(one, three, rows_a_line=4)  # a partner (twice: for the filter), its logo, the logo's size


def test_pages_below_cost_the_same_for_one_and_for_three(client, cost):
    about = StandardPageFactory()
    StandardPageFactory(parent=about)
    one = spent_on(cost, client, about.url)
    StandardPageFactory(parent=about)
    StandardPageFactory(parent=Page.objects.get(pk=about.pk).specific)
    assert_flat(one, spent_on(cost, client, about.url), rows_a_line=1)


def test_a_new_story_is_in_the_list_at_once(client):
    client.get("/stories/")
    StoryPageFactory(title="Just now")
    assert "Just now" in client.get("/stories/").content.decode()


def test_there_is_one_list_of_stories_a_language():
    assert StoryIndexPage.can_create_at(HomePage.objects.first()) is False
    assert StoryPage.can_create_at(StoryIndexPage.objects.first()) is True


@pytest.mark.parametrize("place", Place)
def test_a_menu_costs_the_same_for_one_link_and_for_three(client, cost, place):
    menu = Menu.objects.get(place=place, locale__language_code="en")
    MenuItem.objects.all().delete()

    def with_one_more():
        MenuItem.objects.create(menu=menu, label="A page", page=StandardPageFactory())
        MenuItem.objects.create(menu=menu, label="A place", address="/grants/")
        client.get("/search/")
        clear_cached_pages()  # menus are kept with the pages: what costs is making them anew
        with cost() as spent:
            assert client.get("/search/").content.count(b"A page") >= 1
        return spent

    one = with_one_more()
    with_one_more()
    assert_flat(one, with_one_more(), rows_a_line=2)  # a page, an address
