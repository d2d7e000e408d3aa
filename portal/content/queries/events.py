"""What the site's own pages know of events: their addresses for the sitemap."""

from collections.abc import Iterable
from datetime import datetime

from portal.cities.models import City
from portal.content.sources import CityPart, OpenNow, PersonShown
from portal.events.queries.events import published


class EventsOnSite:
    """Public events. The home page does not offer them as something open now, so nothing there changes with them."""

    def open_now(self, at: datetime) -> list[OpenNow]:
        return []

    def people(self, at: datetime, limit: int) -> list[PersonShown]:
        return []

    def of_city(self, city: City, at: datetime) -> CityPart | None:
        return None

    def next_change(self, at: datetime) -> datetime | None:
        return None

    def addresses(self, at: datetime) -> Iterable[str]:
        yield "/events/"
        for uuid in published(at).order_by("-starts_at").values_list("uuid", flat=True):
            yield f"/events/{uuid}/"
