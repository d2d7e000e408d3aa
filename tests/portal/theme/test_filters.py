"""Values as the reader's language writes them, and addresses that keep the reader's place."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import django_filters
import pytest
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from portal.cities.models import Country
from portal.core import formats
from portal.core.languages import localised_path
from portal.core.money import Money
from portal.core.templatetags import portal as tags
from portal.core.templatetags.languages import languages
from portal.core.texts import count_words, language_used, localised
from portal.core.zones import ZONES, zone_choices

CLOSES = datetime(2027, 3, 1, 13, 30, tzinfo=UTC)


def render(source, path="/", **context):
    request = RequestFactory().get(path)
    return Template(source).render(Context({"request": request, **context}))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "1 March 2027 at 14:30, Copenhagen time"),
        ("nb", "1. mars 2027 kl. 14:30, lokal tid i København"),
        ("fi", "1. maaliskuuta 2027"),
        ("is", "1. mars 2027"),
    ],
)
def test_an_instant_is_written_with_its_city(language, said):
    with override(language):
        assert said in formats.when(CLOSES)


def test_an_instant_is_told_in_the_calls_own_zone():
    assert formats.when(CLOSES, "Atlantic/Reykjavik") == "1 March 2027 at 13:30, Reykjavik time"
    assert formats.when(CLOSES, ZoneInfo("Europe/Helsinki")).startswith("1 March 2027 at 15:30")
    assert formats.when(None) == ""


def test_a_deadline_says_its_day_of_the_week():
    assert formats.deadline(CLOSES) == "Monday 1 March 2027 at 14:30, Copenhagen time"
    assert formats.deadline(None) == ""
    with override("nb"):
        assert formats.deadline(CLOSES, "Europe/Helsinki") == "mandag 1. mars 2027 kl. 15:30, lokal tid i Helsingfors"


@pytest.mark.parametrize("zone", ZONES)
def test_every_zone_has_a_sentence_of_its_own(zone):
    in_english = formats.when(CLOSES, zone)
    assert in_english == formats.when(CLOSES, ZoneInfo(zone))
    assert str(ZONES[zone].label) in in_english
    with override("nb"):
        assert " kl. " in formats.when(CLOSES, zone)
        assert ", lokal tid " in formats.when(CLOSES, zone)


def test_a_zone_without_one_is_named_after_a_colon():
    assert formats.when(CLOSES, "Asia/Tokyo") == "1 March 2027 at 22:30 (time zone: Asia/Tokyo)"
    with override("nb"):
        assert formats.when(CLOSES, "Asia/Tokyo") == "1. mars 2027 kl. 22:30 (tidssone: Asia/Tokyo)"


def test_forms_offer_those_zones():
    assert [name for name, _label in zone_choices()] == list(ZONES)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (CLOSES, "1 Mar 2027, 14:30"),
        (datetime(2027, 7, 1, 22, 30, tzinfo=UTC), "2 Jul 2027, 00:30"),
        (date(2027, 3, 1), "1 Mar 2027"),
        (True, "yes"),
        (False, "no"),
        (None, "–"),
        ("", "–"),
        (0, 0),
        ("Oslo", "Oslo"),
    ],
)
def test_a_table_has_room_for_the_short_form(value, said):
    assert formats.brief(value) == said


def test_a_day_is_written_out_in_the_house_zone():
    assert formats.day(date(2027, 3, 1)) == "1 March 2027"
    assert formats.day(datetime(2027, 2, 28, 23, 30, tzinfo=UTC)) == "1 March 2027"
    assert formats.day(None) == ""
    assert formats.month(date(2027, 3, 1)) == "March 2027"
    assert formats.month(None) == ""


def test_sums_are_written_as_the_reader_writes_them():
    assert formats.money(Money(2_500_000, "NOK")).replace("\xa0", " ") == "NOK 25,000"
    assert formats.money(2_500_000, "NOK").replace("\xa0", " ") == "NOK 25,000"
    assert formats.money(None) == ""


def test_texts_fall_back_to_a_neighbour_and_say_which():
    texts = {"da": "Trygge byer", "en": "Safe cities"}
    with override("nb"):
        assert localised(texts) == "Trygge byer"
        assert language_used(texts) == "da"
    assert tags.in_language("is") == "Íslenska"


def test_words_and_initials_count_every_alphabet():
    assert count_words("Þau  opnuðu\nhúsið") == 3
    assert count_words("") == 0
    assert formats.initials("Áilu Biret Gaŋvvit") == "ÁG"
    assert formats.initials("Þórunn") == "Þ"
    assert formats.initials("") == ""


def test_the_query_keeps_what_it_does_not_change():
    assert render("{% query_with page=2 %}", "/?country=NO&page=1") == "?country=NO&amp;page=2"
    assert render("{% query_with country=None %}", "/?country=NO") == "?"


def test_taking_one_value_away_leaves_its_siblings_and_goes_back_to_page_one():
    request = RequestFactory().get("/?theme=a&theme=b&page=3")
    assert tags.query_without({"request": request}, "theme", "a") == "?theme=b"
    assert tags.query_without({"request": request}, "theme") == "?"


def test_a_fixed_address_carries_the_readers_language():
    assert localised_path("/grants/") == "/grants/"
    with override("sv"):
        assert localised_path("/grants/") == "/sv/grants/"


def test_deadlines_know_whether_they_are_near(clock):
    clock("2027-03-01T12:00:00Z")
    at = datetime(2027, 3, 1, 12, tzinfo=UTC)
    assert tags.deadline_state(at) == "past"
    assert tags.deadline_state(at + timedelta(hours=71)) == "soon"
    assert tags.deadline_state(at + timedelta(days=4)) == "ahead"


def test_a_deadline_says_the_instant_for_machines_too(clock):
    clock("2027-02-01T12:00:00Z")
    page = render('{% include "components/deadline.html" with at=at zone="Europe/Oslo" label="Closes" %}', at=CLOSES)
    assert '<time datetime="2027-03-01T13:30:00Z" data-zone="Europe/Oslo">' in page
    assert "1 March 2027 at 14:30, Oslo time" in page


def test_a_menu_marks_where_the_reader_is():
    context = {"request": RequestFactory().get("/stories/night-walk/")}
    assert tags.is_current(context, "/stories/") == "true"
    assert tags.is_current(context, "/stories/night-walk/") == "page"
    assert tags.is_current(context, "/") == ""
    assert tags.is_current({}, "/stories/") == ""


def test_pages_around_the_one_shown():
    page = Paginator(range(400), 20).page(7)
    assert tags.page_range(page) == [1, "…", 6, 7, 8, "…", 20]


class Filter(django_filters.FilterSet):
    country = django_filters.ModelChoiceFilter(label="Country", queryset=Country.objects.all())
    several = django_filters.ModelMultipleChoiceFilter(label="Several", queryset=Country.objects.all())
    theme = django_filters.MultipleChoiceFilter(label="Theme", choices=[("a", "A City"), ("Group", [("b", "B City")])])
    year = django_filters.ChoiceFilter(label="Year", choices=[(2026, "2026")])
    q = django_filters.CharFilter(label="Words")
    open = django_filters.BooleanFilter(label="Open")
    made = django_filters.DateFromToRangeFilter(label="Made")

    class Meta:
        model = Country
        fields = ()


def shown(query):
    request = RequestFactory().get(f"/list/?{query}")
    filterset = Filter(QueryDict(query), queryset=Country.objects.none())
    return {
        (one["label"], str(one["value"])): one["without"]
        for one in tags.filters_in_use({"request": request}, filterset)
    }


@pytest.mark.django_db
def test_a_list_says_what_is_filtered_and_how_to_take_it_away():
    found = shown("country=NO&theme=a&theme=b&year=2026&q=lys&page=2")
    assert found[("Country", "Norway")] == "?theme=a&theme=b&year=2026&q=lys"
    assert found[("Theme", "A City")] == "?country=NO&theme=b&year=2026&q=lys"
    assert found[("Theme", "B City")] == "?country=NO&theme=a&year=2026&q=lys"
    assert found[("Year", "2026")] == "?country=NO&theme=a&theme=b&q=lys"
    assert ("Words", "lys") in found


@pytest.mark.django_db
def test_each_kind_of_filter_is_told_in_words():
    found = shown("several=NO&several=DK&open=true&made_after=2026-01-01&made_before=2026-02-01")
    assert found[("Several", "Norway")] == "?several=DK&open=true&made_after=2026-01-01&made_before=2026-02-01"
    assert ("Open", "yes") in found
    assert found[("Made", "1 Jan 2026 – 1 Feb 2026")] == "?several=NO&several=DK&open=true"


@pytest.mark.django_db
def test_nothing_filtered_and_nonsense_show_nothing():
    assert shown("") == {}
    assert shown("year=nineteen") == {}


@pytest.mark.usefixtures("every_language")
def test_the_same_page_in_another_language_keeps_path_and_query():
    request = RequestFactory().get("/da/grants/?country=NO")
    with override("da"):
        links = {one["code"]: one for one in languages({"request": request})}
    assert links["en"]["url"] == "/grants/?country=NO"
    assert links["is"]["url"] == "/is/grants/?country=NO"
    assert links["da"]["current"] is True
    assert languages({})[0]["url"] == "/"


@pytest.mark.usefixtures("every_language")
def test_a_page_that_knows_its_translations_is_asked():
    page = SimpleNamespace(addresses=lambda request: {"sv": "/sv/berattelser/"})
    links = {one["code"]: one["url"] for one in languages({"request": RequestFactory().get("/x/"), "page": page})}
    assert links["sv"] == "/sv/berattelser/"
    assert links["fi"] == "/fi/x/"
