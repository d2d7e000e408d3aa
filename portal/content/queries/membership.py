"""What stands on the membership page by itself."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.http import HttpRequest

from portal.cities.models import City
from portal.content.models import CityIndexPage, EditorialImage, MembershipPage
from portal.content.queries.people import fetch_pictures
from portal.membership.queries.memberships import members

PORTRAIT = "fill-160x200|format-jpeg|jpegquality-78"


@dataclass(frozen=True, slots=True)
class MembershipFigures:
    """How many cities are members, in how many countries, and where they are listed (empty: nowhere yet)."""

    cities: int
    countries: int
    list_url: str


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody in a member city says, with the city's name in the reader's language."""

    text: str
    name: str
    role: str
    city: str
    portrait: EditorialImage | None


def membership_figures(page: MembershipPage, at: datetime, request: HttpRequest | None = None) -> MembershipFigures:
    counted = members(at.date()).order_by().aggregate(cities=Count("pk"), countries=Count("country", distinct=True))
    listed = CityIndexPage.objects.live().public().filter(locale_id=page.locale_id).first()
    return MembershipFigures(**counted, list_url=(listed.get_url(request) or "") if listed else "")


def voices_of(page: MembershipPage, on: date) -> list[Voice]:
    """The voices that may be shown on a day, in the page's order; cities and portraits fetched at once."""
    rows = [
        row for row in page.voices.all() if row.agreed_on <= on and (row.agreed_until is None or on <= row.agreed_until)
    ]
    fetch_pictures(rows, "portrait", PORTRAIT)
    cities = City.objects.in_bulk({row.city_id for row in rows}) if rows else {}
    return [Voice(row.text, row.name, row.role, cities[row.city_id].local_name, row.portrait) for row in rows]
