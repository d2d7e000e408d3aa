"""The member cities as their pages show them."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from portal.cities.models import City
from portal.content import sources
from portal.content.models import CityIndexPage, CityPage
from portal.content.queries.stories import StoryCard, cards, published
from portal.membership.models import Membership
from portal.membership.queries.memberships import is_member, members

MAX_STORIES = 6


@dataclass(frozen=True, slots=True)
class CityEntry:
    """A member city in the list of them all; without an address where nobody has written its page."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class CityFacts:
    """What stands on a city's page by itself. `member_since`: the year of its first membership; None for no member."""

    name: str
    country: str
    member_since: int | None
    parts: list[sources.CityPart]
    stories: list[StoryCard]


def member_cities(page: CityIndexPage, at: datetime, request: HttpRequest | None = None) -> dict[str, list[CityEntry]]:
    """The members of the day by country, each with its page in the language of this one."""
    written = CityPage.objects.live().public().filter(locale_id=page.locale_id).defer("body")
    addresses = {one.city_id: one.get_url(request) for one in written}
    countries: dict[str, list[CityEntry]] = {}
    for city in members(at.date()).order_by("country__position", "name", "pk"):
        entry = CityEntry(city.local_name, addresses.get(city.pk) or "")
        countries.setdefault(city.country.name, []).append(entry)
    return countries


def city_facts(page: CityPage, at: datetime, request: HttpRequest | None = None) -> CityFacts:
    """What is known of a page's city at that instant, all of it public."""
    city = page.city
    return CityFacts(
        name=city.local_name,
        country=city.country.name,
        member_since=_member_since(city, at),
        parts=sources.of_city(city, at),
        stories=_stories_from(city, page, request),
    )


def _member_since(city: City, at: datetime) -> int | None:
    if not is_member(city, at.date()):
        return None
    first = Membership.objects.filter(city=city).order_by("starts").values_list("starts", flat=True).first()
    return first.year if first else None


def _stories_from(city: City, page: CityPage, request: HttpRequest | None) -> list[StoryCard]:
    """A story names its place in its editor's words: whatever the city is called in any language."""
    here = published(page.locale_id).filter(country=city.country_id, place__in=[city.name, *city.names.values()])
    return cards(here[:MAX_STORIES], request)
