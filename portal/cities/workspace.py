"""The pages of a city's workspace: what other apps put on the city's home, `/city/<uuid>/`.

An app registers its own in `portal_hooks`:

>>> register_city_page(
...     name="payments.invoices", label=_("Invoices"), url_name="payments:invoices", note=_("…"),
...     duty=CityDuty.INVOICES, order=30,
... )
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise

from portal.cities.models import City
from portal.cities.queries.people import may_act_for
from portal.cities.states import CityDuty
from portal.core.actors import Viewer


@dataclass(frozen=True, slots=True)
class CityPage:
    """One entry of a city's home. `url_name` takes the city's uuid. With a `duty` it is for whoever has that duty;
    without, for everyone who reads for the city. `applies(city, user, at)` may leave it out."""

    name: str
    label: str | Promise
    url_name: str
    note: str | Promise
    duty: CityDuty | None
    order: int
    applies: Callable[[City, Viewer, datetime], bool]

    def address(self, city: City) -> str:
        return reverse(self.url_name, args=[city.uuid])


_registered: dict[str, CityPage] = {}


def register_city_page(
    *,
    name: str,
    label: str | Promise,
    url_name: str,
    note: str | Promise = "",
    duty: CityDuty | None = None,
    order: int = 50,
    applies: Callable[[City, Viewer, datetime], bool] = lambda city, user, at: True,
) -> None:
    """Puts an entry on the home of every city; registered again, the later counts."""
    _registered[name] = CityPage(name, label, url_name, note, duty, order, applies)


def city_pages_of(city: City, user: Viewer, at: datetime) -> list[CityPage]:
    """The entries of this city that are for `user`, in their order."""
    duties = {duty: may_act_for(user, city, duty, at) for duty in {page.duty for page in _registered.values()} - {None}}
    return [
        page
        for page in sorted(_registered.values(), key=lambda page: (page.order, page.name))
        if (page.duty is None or duties[page.duty]) and page.applies(city, user, at)
    ]
