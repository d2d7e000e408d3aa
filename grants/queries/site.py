"""What the grants put on the site's own pages: open calls on the first page, their addresses in the sitemap; and when a
public page about them changes by itself."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from grants.models import Award, Call
from grants.queries.awards import award_lines, for_reading, published
from grants.queries.calls import CallLine, open_calls, published_calls
from grants.states import CALL_PUBLIC, PUBLISHABLE
from portal.cities.models import City
from portal.content.sources import CityPart, Line, OpenNow, PersonShown

# At most this many awards are listed for search engines: the newest.
ADDRESSES = 5000
# At most this many awards are shown on a city's page: the newest.
MAX_OF_CITY = 24


def next_change(at: datetime, **_address: str) -> datetime | None:
    """The next instant after `at` at which a call opens or closes or an award becomes public."""
    coming = Call.objects.filter(state__in=CALL_PUBLIC).aggregate(
        opens=Min("opens_at", filter=Q(opens_at__gt=at)), closes=Min("closes_at", filter=Q(closes_at__gt=at))
    )
    awards = Award.objects.filter(state__in=PUBLISHABLE, published_at__gt=at, unpublished_at__isnull=True).order_by(
        "published_at"
    )
    instants = [*coming.values(), awards.values_list("published_at", flat=True).first()]
    return min((instant for instant in instants if instant), default=None)


class GrantsOnSite:
    """Open calls for the first page; nobody is shown: grants name bodies, not people."""

    def open_now(self, at: datetime) -> list[OpenNow]:
        return [self._open(CallLine.of(call, at)) for call in open_calls(at)]

    @staticmethod
    def _open(line: CallLine) -> OpenNow:
        return OpenNow(
            title=line.name,
            text=line.summary,
            url=reverse("grants:call", args=[line.uuid]),
            label=_("Read the call"),
            closes=line.closes_at,
            zone=line.zone,
            position=1,
        )

    def people(self, at: datetime, limit: int) -> list[PersonShown]:
        return []

    def of_city(self, city: City, at: datetime) -> CityPart | None:
        """What was awarded for projects in the city, once it is published."""
        awards = award_lines(for_reading(published(at).filter(city=city))[:MAX_OF_CITY])
        lines = tuple(
            Line(
                title=award.title,
                url=reverse("grants:award", args=[award.uuid]),
                meta=" · ".join((award.organisation, str(award.year), str(award.sum))),
                language=award.lang,
            )
            for award in awards
        )
        return CityPart(_("Grants"), lines=lines) if lines else None

    def next_change(self, at: datetime) -> datetime | None:
        return next_change(at)

    def addresses(self, at: datetime) -> Iterable[str]:
        with override("en"):
            yield reverse("grants:home")
            for uuid in published_calls(at).values_list("uuid", flat=True):
                yield reverse("grants:call", args=[uuid])
            for uuid in for_reading(published(at)).values_list("uuid", flat=True)[:ADDRESSES]:
                yield reverse("grants:award", args=[uuid])
