"""What of a nominee the public may read at an instant. The one place that answers it.

Nothing of it is stored: each thing shown is a choice of the nominee's and a consent that stands, looked up when asked.
What runs out is gone at that very instant, from the page and from the search alike.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from pioneers.domain.known_names import hidden_in_prose, secret_names
from pioneers.models import Candidacy, ConsentRequest, Nominee, Scope
from pioneers.queries.candidacies import active_consents, consenting_nominees
from pioneers.states import CandidacyKind, CandidacyState
from portal.core.texts import fold

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

ShownAs = Nominee.ShownAs
# Longer than any name; each word searched for costs the database a subquery.
MAX_WORDS = 12


class Stands(TypedDict):
    """Which of the nominee's consents stand, as `shown_faces` has it."""

    name_stands: bool
    place_stands: bool
    school_stands: bool
    picture_stands: bool


Face: TypeAlias = "WithAnnotations[Nominee, Stands]"


def shown_faces(at: datetime) -> "QuerySet[Face]":
    """Nominees whose yes holds, each with what they may be shown by now: `name_stands`, `place_stands`,
    `school_stands`, `picture_stands`."""
    return consenting_nominees(at).annotate(
        name_stands=_stands(at, Scope.NAME),
        place_stands=_stands(at, Scope.PLACE),
        school_stands=_stands(at, Scope.SCHOOL),
        picture_stands=_stands(at, Scope.PICTURE),
    )


def _stands(at: datetime, scope: Scope) -> Exists:
    return Exists(active_consents(at, scope).filter(nominee=OuterRef("pk"), role=ConsentRequest.Role.NOMINEE))


def shown_name(face: Face) -> str:
    """The name or pen name a nominee chose to show, or nothing. `face` comes from `shown_faces`, as in all of these."""
    chosen = {ShownAs.NAME: face.name, ShownAs.PEN_NAME: face.pen_name}.get(ShownAs(face.shown_as), "")
    return chosen if face.name_stands else ""


def shown_place(face: Face) -> str:
    return face.place if face.shows_place and face.place_stands else ""


def shown_school(face: Face) -> str:
    return face.school if face.shows_school and face.school_stands else ""


def shown_picture(face: Face) -> UUID | None:
    return face.picture if face.shows_picture and face.picture_stands else None


def shown_group_name(candidacy: Candidacy, faces: Sequence[Face]) -> str:
    """A group's name, which often tells a place: only when everyone in it lets themself be named in some way; and
    without the name of whoever chose a pen name."""
    if candidacy.kind != CandidacyKind.GROUP or not faces or not all(shown_name(face) for face in faces):
        return ""
    name = candidacy.name
    for face in faces:
        if face.shown_as == ShownAs.PEN_NAME:
            name = hidden_in_prose(name, secret_names([face.name], face.pen_name), face.pen_name)
    return name


def visible_matching(typed: str, at: datetime) -> Q:
    """Laureates of whom every word typed may be read at this instant, wherever it stands: in a name, a place, a school,
    a group's name but for what pen names stand for, or the jury's reasons. For use on `queries.laureates.published`."""
    faces = shown_faces(at).filter(candidacy__state=CandidacyState.LAUREATE)
    unnamed = faces.exclude(_named()).values("candidacy")
    pen_named = faces.filter(shown_as=ShownAs.PEN_NAME)
    condition = Q()
    for word in fold(typed).split()[:MAX_WORDS]:
        condition &= (
            Q(reasons_folded__contains=word)
            | Q(pk__in=faces.filter(_shows(word)).values("candidacy"))
            | Q(
                ~Q(pk__in=unnamed),
                ~Q(pk__in=pen_named.filter(name_folded__contains=word).values("candidacy")),
                kind=CandidacyKind.GROUP,
                name_folded__contains=word,
            )
        )
    return condition


def visible_in_place(names: Iterable[str], at: datetime) -> Q:
    """Laureates in whom somebody chose to have their place shown, and it is one of these names. For use on
    `queries.laureates.published`."""
    placed = shown_faces(at).filter(
        candidacy__state=CandidacyState.LAUREATE,
        place_stands=True,
        shows_place=True,
        place_folded__in={fold(name) for name in names} - {""},
    )
    return Q(pk__in=placed.values("candidacy"))


def _named() -> Q:
    return Q(name_stands=True) & (Q(shown_as=ShownAs.NAME) | Q(shown_as=ShownAs.PEN_NAME))


def _shows(word: str) -> Q:
    return (
        Q(name_stands=True, shown_as=ShownAs.NAME, name_folded__contains=word)
        | Q(name_stands=True, shown_as=ShownAs.PEN_NAME, pen_name_folded__contains=word)
        | Q(place_stands=True, shows_place=True, place_folded__contains=word)
        | Q(school_stands=True, shows_school=True, school_folded__contains=word)
    )
