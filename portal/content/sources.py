"""What the public pages show of the halves, which they do not know: each half registers a source when its app is ready.

Answers are frozen read models of what anyone may see at that instant (`published(at)`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from portal.cities.models import City


@dataclass(frozen=True, slots=True)
class OpenNow:
    """Something people can do now: a nomination window, a call."""

    title: str
    text: str
    url: str
    label: str
    closes: datetime
    zone: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Somebody who chose to be shown. `picture` is an address of ours that checks again, or empty: then the drawing of
    that number (0 to 4) stands in."""

    name: str
    url: str
    line: str = ""
    meta: str = ""
    picture: str = ""
    picture_alt: str = ""
    drawing: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: a title that leads somewhere, and what is short beside it."""

    title: str
    url: str
    meta: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class CityPart:
    """What a half shows on a city's page under a heading: people, or lines."""

    heading: str
    people: tuple[PersonShown, ...] = ()
    lines: tuple[Line, ...] = ()


class Source(Protocol):
    """What a half shows on public pages."""

    def open_now(self, at: datetime) -> list[OpenNow]:
        """What is open at `at`, soonest closing first."""

    def people(self, at: datetime, limit: int) -> list[PersonShown]:
        """The latest people honoured who may be shown, at most `limit`."""

    def of_city(self, city: City, at: datetime) -> CityPart | None:
        """What anyone may read of a city at `at`; None where there is nothing."""

    def next_change(self, at: datetime) -> datetime | None:
        """The next instant after `at` at which an answer changes by itself (an opening, a closing, a reveal)."""

    def addresses(self, at: datetime) -> Iterable[str]:
        """Public addresses for the sitemap, without language prefix."""


_sources: dict[str, Source] = {}


def register_site_source(name: str, source: Source) -> None:
    """Make a half's public answers known; registering again under the same name replaces it."""
    _sources[name] = source


def open_now(at: datetime) -> list[OpenNow]:
    """All that is open, in the sources' order, soonest closing first."""
    found = [one for source in _sources.values() for one in source.open_now(at)]
    return sorted(found, key=lambda one: (one.position, one.closes))


def people(at: datetime, limit: int = 5) -> list[PersonShown]:
    """The latest people honoured, at most `limit`."""
    return [one for source in _sources.values() for one in source.people(at, limit)][:limit]


def of_city(city: City, at: datetime) -> list[CityPart]:
    """What each half shows of a city, in the sources' order."""
    return [part for source in _sources.values() if (part := source.of_city(city, at))]


def next_change(at: datetime, **_kwargs) -> datetime | None:
    """The next instant any source's answer changes."""
    return min(filter(None, (source.next_change(at) for source in _sources.values())), default=None)


def addresses(at: datetime) -> list[str]:
    """Every public address of the halves."""
    return [address for source in _sources.values() for address in source.addresses(at)]
