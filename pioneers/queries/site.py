"""What the site's own pages show of the prize: the open window, the latest Pioneers, addresses for the sitemap."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from pioneers.queries.editions import edition_for_nominating
from pioneers.queries.laureates import PioneerView, ceremony_years, next_change, pioneer_view, published
from pioneers.queries.visibility import visible_in_place
from portal.cities.models import City
from portal.content.sources import CityPart, OpenNow, PersonShown

# At most this many Pioneers are shown on a city's page: the latest.
MAX_OF_CITY = 24


class PrizeOnSite:
    """The prize's answers, from what is published alone."""

    def open_now(self, at: datetime) -> list[OpenNow]:
        edition = edition_for_nominating(at)
        if edition is None or not edition.takes_nominations(at):
            return []
        return [
            OpenNow(
                title=_("Nominate a young person"),
                text=_("Who made your city safer and more open, and was brave to do it? %(edition)s is open.")
                % {"edition": edition.title},
                url=reverse("pioneers:nominate"),
                label=_("Nominate somebody"),
                closes=edition.closes_at,
                zone=edition.zone,
            )
        ]

    def people(self, at: datetime, limit: int) -> list[PersonShown]:
        return [_person(pioneer_view(candidacy)) for candidacy in published(at)[:limit]]

    def of_city(self, city: City, at: datetime) -> CityPart | None:
        """Those who chose to have their place shown, and this city is it: nobody else can be told from its page."""
        here = visible_in_place([city.name, *city.names.values()], at)
        found = published(at).filter(here, country=city.country_id)[:MAX_OF_CITY]
        people = tuple(_person(pioneer_view(candidacy)) for candidacy in found)
        return CityPart(_("Nordic Pioneers"), people=people) if people else None

    def next_change(self, at: datetime) -> datetime | None:
        return next_change(at)

    def addresses(self, at: datetime) -> Iterable[str]:
        yield "/pioneers/"
        yield "/pioneers/nominate/"
        for uuid in published(at).prefetch_related(None).values_list("uuid", flat=True):
            yield f"/pioneers/{uuid}/"
        for year in ceremony_years():
            yield f"/pioneers/ceremony/{year}/"


def _person(pioneer: PioneerView) -> PersonShown:
    picture = pioneer.face.picture
    return PersonShown(
        name=pioneer.title,
        url=reverse("pioneers:pioneer", args=[pioneer.uuid]),
        line=pioneer.category,
        meta=_("%(country)s, %(year)s") % {"country": pioneer.country, "year": pioneer.year},
        picture=reverse("documents:open", args=[picture]) if picture else "",
        picture_alt=_("Portrait of %(name)s") % {"name": pioneer.title} if picture else "",
        drawing=pioneer.face.drawing,
    )
