"""Reading the library. Members read what is published; the secretariat reads everything."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import get_language_info

from portal.alliance.models import Publication, Theme, YearlyPromise
from portal.alliance.states import PublicationKind, PublicationState
from portal.core.actors import Viewer
from portal.core.texts import language_used, localised
from portal.documents.queries.files import FileView, files_of

PURPOSE = "alliance.publication"


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """A publication as the library lists it; `lang`: the language title and summary are shown in."""

    uuid: UUID
    title: str
    summary: str
    lang: str
    kind: str
    language: str
    themes: list[str]
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class PublicationView:
    """The same on its own page, with what there is to open; `language_name` as the language calls itself."""

    line: PublicationLine
    language_name: str
    link: str
    files: list[FileView]


@dataclass(frozen=True, slots=True)
class Kept:
    """How a yearly promise stands: published in the year so far, of how many."""

    promise: YearlyPromise
    published: int
    published_before: int

    @property
    def is_kept(self) -> bool:
        return self.published >= self.promise.number


def published_publications() -> QuerySet[Publication]:
    """What members find, newest first."""
    readable = PublicationState.where(is_read=True)
    return Publication.objects.filter(state__in=readable).order_by("-published_at", "-pk")


def publication_lines(publications: Iterable[Publication]) -> list[PublicationLine]:
    """As the library lists them; give them with `prefetch_related("themes")`."""
    return [_line(publication) for publication in publications]


def publication_view(publication: Publication) -> PublicationView:
    """One publication to be read: files that passed the scanner only."""
    files = files_of(publication, PURPOSE, accepted_only=True)
    name = get_language_info(publication.language)["name_local"].capitalize()
    return PublicationView(_line(publication), name, publication.link, files)


def published_years() -> list[int]:
    """The years something was published in, newest first."""
    years = published_publications().order_by().annotate(year=ExtractYear("published_at"))
    return sorted(set(years.values_list("year", flat=True)), reverse=True)


def publications_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Publication]:
    """Everything, for the secretariat."""
    return Publication.objects.all() if viewer.has_perm("alliance.see_publications") else Publication.objects.none()


def themes_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Theme]:
    return Theme.objects.all() if viewer.has_perm("alliance.see_publications") else Theme.objects.none()


def promises_visible_to(viewer: Viewer, at: datetime) -> QuerySet[YearlyPromise]:
    return YearlyPromise.objects.all() if viewer.has_perm("alliance.see_promises") else YearlyPromise.objects.none()


def kept_promises(promises: Iterable[YearlyPromise], at: datetime) -> list[Kept]:
    """What was published this year and the year before, beside what was promised. What was withdrawn does not count."""
    counted = (
        published_publications()
        .order_by()
        .annotate(year=ExtractYear("published_at"))
        .filter(year__in=(at.year, at.year - 1))
        .values_list("kind", "year")
        .annotate(number=Count("pk"))
    )
    found = {(kind, year): number for kind, year, number in counted}
    return [Kept(one, found.get((one.kind, at.year), 0), found.get((one.kind, at.year - 1), 0)) for one in promises]


def _line(publication: Publication) -> PublicationLine:
    return PublicationLine(
        uuid=publication.uuid,
        title=localised(publication.title),
        summary=localised(publication.summary),
        lang=language_used(publication.title),
        kind=str(PublicationKind(publication.kind).label),
        language=publication.language,
        themes=[theme.name for theme in publication.themes.all()],
        published_at=publication.published_at,
    )
