"""Reading editions: which one nominations go to, and what its page says."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from pioneers.models import Edition
from pioneers.queries.countries import country_choices
from pioneers.states import ANNOUNCED_EDITIONS, EditionState
from portal.core.actors import Viewer
from portal.core.money import Money
from portal.core.texts import language_used, localised


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition as anyone may read it. `window` is "before", "open" or "after" at the instant it was asked for."""

    uuid: UUID
    year: int
    title: str
    introduction: str
    introduction_language: str
    window: str
    opens_at: datetime
    closes_at: datetime
    zone: str
    min_age: int
    max_age: int
    age_on: date
    countries: tuple[tuple[str, str], ...]
    prize: Money
    laureate_limit: int

    @property
    def is_open(self) -> bool:
        return self.window == "open"


def sees_prize(viewer: Viewer) -> bool:
    """Whether this viewer may read what only those who run the prize may read."""
    return viewer.has_perm("pioneers.see_prize")


def visible_to(viewer: Viewer, at: datetime) -> QuerySet[Edition]:
    """The editions a person may read in a workspace: all for those who run the prize, else the announced ones."""
    return Edition.objects.all() if sees_prize(viewer) else published(at)


def published(at: datetime) -> QuerySet[Edition]:
    """The editions anyone may know of."""
    return Edition.objects.filter(state__in=ANNOUNCED_EDITIONS)


def revealed_q(at: datetime, path: str = "") -> Q:
    """The rows whose edition (at `path`, as "edition__") anyone may know the choice of at this instant: concluded, its
    reveal come, and held by nobody. The same as `Edition.is_revealed`; every list of laureates asks this."""
    return Q(
        **{f"{path}state": EditionState.DECIDED, f"{path}reveal_at__lte": at, f"{path}reveal_held_at__isnull": True}
    )


def edition_for_nominating(at: datetime) -> Edition | None:
    """The edition whose window is open; else the next to open; else the one that closed last; else None."""
    editions = list(published(at).order_by("-closes_at")[:12])
    open_ones = [edition for edition in editions if edition.takes_nominations(at)]
    coming = sorted((edition for edition in editions if edition.opens_at > at), key=lambda edition: edition.opens_at)
    return next(iter([*open_ones, *coming, *editions]), None)


def edition_view(edition: Edition, at: datetime) -> EditionView:
    """The frozen read model of an edition."""
    return EditionView(
        uuid=edition.uuid,
        year=edition.year,
        title=edition.title,
        introduction=localised(edition.introductions),
        introduction_language=language_used(edition.introductions),
        window="open" if edition.takes_nominations(at) else "before" if at < edition.opens_at else "after",
        opens_at=edition.opens_at,
        closes_at=edition.closes_at,
        zone=edition.zone,
        min_age=edition.min_age,
        max_age=edition.max_age,
        age_on=edition.age_on,
        countries=tuple(country_choices(edition.countries)),
        prize=edition.prize,
        laureate_limit=edition.laureate_limit,
    )
