"""What the public reads: laureates from their reveal on, with nothing but what each of them chose to have shown."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from pioneers.models import IN_FORCE, Candidacy, Ceremony, Consent, Edition
from pioneers.queries.candidacies import consented
from pioneers.queries.ceremony_texts import names_nobody
from pioneers.queries.countries import country_name
from pioneers.queries.editions import revealed_q
from pioneers.queries.visibility import (
    Face,
    shown_faces,
    shown_group_name,
    shown_name,
    shown_picture,
    shown_place,
    shown_school,
)
from pioneers.states import CandidacyKind, CandidacyState, EditionState
from portal.core.texts import language_used, localised

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


@dataclass(frozen=True, slots=True)
class PioneerFace:
    """One person of a laureate as anyone may see them. `drawing` (0 to 4) stands in for a picture."""

    name: str
    place: str
    school: str
    picture: UUID | None
    drawing: int


@dataclass(frozen=True, slots=True)
class PioneerView:
    """A laureate as anyone may see them: a person or a group."""

    uuid: UUID
    title: str
    named: bool
    is_group: bool
    year: int
    edition: str
    category: str
    category_slug: str
    country: str
    country_code: str
    reasons: str
    reasons_language: str
    faces: tuple[PioneerFace, ...]
    revealed_at: datetime
    corrected_at: datetime | None
    zone: str

    @property
    def face(self) -> PioneerFace:
        return self.faces[0]


@dataclass(frozen=True, slots=True)
class CeremonyView:
    """An edition's ceremony, and its laureates once they may be shown."""

    edition: str
    year: int
    zone: str
    starts_at: datetime
    place: str
    city: str
    text: str
    text_language: str
    reveal_at: datetime
    is_revealed: bool


class Faces(TypedDict):
    """What `published` puts on a candidacy."""

    faces: list[Face]


Laureate: TypeAlias = "WithAnnotations[Candidacy, Faces]"


def revealed_editions(at: datetime) -> QuerySet[Edition]:
    """Editions whose choice anyone may know of at this instant."""
    return Edition.objects.filter(revealed_q(at))


def published(at: datetime) -> "QuerySet[Laureate]":
    """The laureates anyone may see at this instant: chosen, revealed, not withdrawn, and with a consent that stands.

    The reveal is this condition and nothing else: no job, so none that could be early or late.
    """
    laureates = Candidacy.objects.filter(
        revealed_q(at, "edition__"), state=CandidacyState.LAUREATE, unpublished_at=None
    )
    return (
        consented(laureates, at)
        .select_related("edition", "category")
        .prefetch_related(Prefetch("nominees", shown_faces(at), to_attr="faces"))
        .order_by("-edition__year", "category__position", "uuid")
    )


def pioneer_view(candidacy: Laureate) -> PioneerView:
    """The frozen read model; `candidacy` comes from `published`."""
    faces = tuple(_face(nominee) for nominee in candidacy.faces)
    title, named = _title(candidacy, faces)
    return PioneerView(
        uuid=candidacy.uuid,
        title=title,
        named=named,
        is_group=candidacy.kind == CandidacyKind.GROUP,
        year=candidacy.edition.year,
        edition=candidacy.edition.title,
        category=candidacy.category.name,
        category_slug=candidacy.category.slug,
        country=country_name(candidacy.country),
        country_code=candidacy.country,
        reasons=localised(candidacy.reasons),
        reasons_language=language_used(candidacy.reasons),
        faces=faces,
        revealed_at=candidacy.edition.reveal_at,
        corrected_at=candidacy.corrected_at,
        zone=candidacy.edition.zone,
    )


@dataclass(frozen=True, slots=True)
class WithdrawnPioneer:
    """What stands at the address of a laureate whom staff took off the site. It names nobody."""

    edition: str
    year: int
    zone: str
    withdrawn_at: datetime
    reasons: str
    reasons_language: str


def withdrawn_pioneer(uuid: UUID, at: datetime) -> WithdrawnPioneer | None:
    """Of a laureate everyone could see before; None where their own consent does not stand."""
    revealed = Candidacy.objects.filter(
        uuid=uuid,
        state=CandidacyState.LAUREATE,
        edition__in=revealed_editions(at),
        unpublished_at__lte=at,
    )
    found = consented(revealed, at).select_related("edition").first()
    if found is None or found.unpublished_at is None:
        return None
    return WithdrawnPioneer(
        edition=found.edition.title,
        year=found.edition.year,
        zone=found.edition.zone,
        withdrawn_at=found.unpublished_at,
        reasons=localised(found.unpublished_reasons),
        reasons_language=language_used(found.unpublished_reasons),
    )


def _face(nominee: Face) -> PioneerFace:
    return PioneerFace(
        name=shown_name(nominee),
        place=shown_place(nominee),
        school=shown_school(nominee),
        picture=shown_picture(nominee),
        drawing=nominee.uuid.int % 5,
    )


def _title(candidacy: Laureate, faces: tuple[PioneerFace, ...]) -> tuple[str, bool]:
    if candidacy.kind == CandidacyKind.GROUP:
        name = shown_group_name(candidacy, candidacy.faces)
        return (name, True) if name else (_("A group of Nordic Pioneers"), False)
    name = faces[0].name if faces else ""
    return (name, True) if name else (_("A Nordic Pioneer"), False)


def picture_is_public(picture: UUID, at: datetime) -> bool:
    """Whether anyone may see this portrait at this instant."""
    shown = shown_faces(at).filter(
        Exists(published(at).filter(pk=OuterRef("candidacy"))),
        picture=picture,
        shows_picture=True,
        picture_stands=True,
    )
    return shown.exists()


def ceremony_view(year: int, at: datetime) -> CeremonyView | None:
    """The ceremony of an announced edition, or None."""
    ceremony = (
        Ceremony.objects.filter(edition__year=year)
        .exclude(edition__state=EditionState.DRAFT)
        .select_related("edition")
        .first()
    )
    if ceremony is None:
        return None
    edition = ceremony.edition
    texts = _texts_of(ceremony, at)
    return CeremonyView(
        edition=edition.title,
        year=edition.year,
        zone=edition.zone,
        starts_at=ceremony.starts_at,
        place=ceremony.place,
        city=ceremony.city,
        text=localised(texts),
        text_language=language_used(texts),
        reveal_at=edition.reveal_at,
        is_revealed=edition.is_revealed(at),
    )


def _texts_of(ceremony: Ceremony, at: datetime) -> dict[str, str]:
    """The text follows the reveal, whatever the ceremony's own time says: one for before, unless it names somebody the
    jury reads about, and one for after, where there is one."""
    if ceremony.edition.is_revealed(at):
        return ceremony.revealed_texts if localised(ceremony.revealed_texts) else ceremony.texts
    return ceremony.texts if names_nobody(ceremony) else {}


def ceremony_years() -> list[int]:
    """The years whose ceremony anyone may read of."""
    ceremonies = Ceremony.objects.exclude(edition__state=EditionState.DRAFT)
    return list(ceremonies.order_by("edition__year").values_list("edition__year", flat=True))


def next_ceremony_year(at: datetime) -> int | None:
    """The year of the next ceremony, else of the last one held."""
    ceremonies = Ceremony.objects.exclude(edition__state=EditionState.DRAFT)
    year = ceremonies.filter(starts_at__gte=at).order_by("starts_at").values_list("edition__year", flat=True).first()
    return year or ceremonies.order_by("-starts_at").values_list("edition__year", flat=True).first()


def next_change(at: datetime, **_address: str) -> datetime | None:
    """The next instant at which a public page about the prize changes by itself: a window opens or closes, a reveal
    comes, a consent runs out. Pages are kept no longer than until then."""
    coming = Edition.objects.exclude(state=EditionState.DRAFT).aggregate(
        opens=Min("opens_at", filter=Q(opens_at__gt=at)),
        closes=Min("closes_at", filter=Q(closes_at__gt=at)),
        reveals=Min("reveal_at", filter=Q(reveal_at__gt=at)),
    )
    ends = Consent.objects.filter(IN_FORCE, expires_at__gt=at).order_by("expires_at")
    instants = [*coming.values(), ends.values_list("expires_at", flat=True).first()]
    return min((instant for instant in instants if instant), default=None)


@dataclass(frozen=True, slots=True)
class GalleryChoices:
    """What the gallery can be filtered by: only what is in it."""

    years: tuple[int, ...]
    countries: tuple[tuple[str, str], ...]
    themes: tuple[tuple[str, str], ...]


def gallery_choices(at: datetime) -> GalleryChoices:
    """Years, countries and themes of everything published, each once, in one query."""
    rows = (
        published(at)
        .order_by()
        .prefetch_related(None)
        .select_related(None)
        .values_list("edition__year", "country", "category__slug", "category__names")
        .distinct()
    )
    years: set[int] = set()
    countries: set[str] = set()
    themes: dict[str, dict[str, str]] = {}
    for year, country, slug, names in rows:
        years.add(year)
        countries.add(country)
        themes.setdefault(slug, names)
    return GalleryChoices(
        years=tuple(sorted(years, reverse=True)),
        countries=tuple(sorted(((code, country_name(code)) for code in countries), key=lambda pair: pair[1])),
        themes=tuple(sorted(((slug, localised(names)) for slug, names in themes.items()), key=lambda pair: pair[1])),
    )
