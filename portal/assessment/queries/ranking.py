"""How the entries of a round stand, for the panel's meeting. See portal.assessment.domain.points for the formula."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import F, QuerySet

from portal.assessment.domain.points import in_points, ranks_of
from portal.assessment.models import Entry, Round
from portal.assessment.queries.lines import Lines, titles_of
from portal.assessment.queries.recusals import recused_among
from portal.assessment.states import EntryState
from portal.core.actors import Viewer

# More points first; of equal points the one its reviewers agree about more; then by reference, so that two readings
# never differ. Entries without a submitted review come last.
ORDER = ("-rank_points", F("spread").asc(nulls_last=True), "reference", "pk")


@dataclass(frozen=True, slots=True)
class RankingLine:
    """One entry in a ranking. Equal points share a `rank` (1, 2, 2, 4); it is None without a submitted review.

    `points` and `spread` run from 0 to 100 with one decimal; `thousandths` are the exact points. `title` is empty
    unless the ranking was asked for a viewer who may know it. `masked` tells that this viewer is recused from the
    entry: then title, rank and points are masked.
    """

    rank: int | None
    entry_uuid: UUID
    subject_kind: str
    subject_uuid: UUID
    reference: str
    title: str
    points: Decimal | None
    thousandths: int | None
    spread: Decimal | None
    submitted: int
    wanted: int
    masked: bool = False

    @property
    def short(self) -> bool:
        """Whether it has fewer reviews than the round wants."""
        return self.submitted < self.wanted


def ranked_entries(round: Round) -> QuerySet[Entry]:
    """The entries in a ranking's order. Ranks are counted over all of them: don't filter this, page it."""
    return Entry.objects.filter(round=round, state=EntryState.ENTERED).order_by(*ORDER)


def ranking(
    round: Round, *, viewer: Viewer | None = None, at: datetime | None = None, language: str | None = None
) -> Lines[Entry, RankingLine]:
    """The ranking of a round, whole or a page at a time: two queries for a page, and when it is asked for a `viewer`
    and an instant three at most for what they are recused from and one for each kind's titles. Whoever calls it has
    checked that the viewer may see results."""

    def build(rows: list[Entry], first: int) -> list[RankingLine]:
        titles: dict[UUID, str] = {}
        masked: set[int] = set()
        if viewer is not None and at is not None:
            masked = recused_among(rows, viewer, at)
            told = [entry for entry in rows if entry.pk not in masked]
            titles = titles_of(told, viewer=viewer, at=at, language=language)
        return [
            _masked(entry, round)
            if entry.pk in masked
            else _line(entry, rank, titles.get(entry.subject_uuid, ""), round)
            for entry, rank in zip(rows, _ranks(round, rows, first), strict=True)
        ]

    return Lines(ranked_entries(round), build)


def standings(round: Round, subject_uuids: Sequence[UUID]) -> dict[UUID, RankingLine]:
    """How some subjects of a round stand, by their uuid, without rank: for a half's own lists and pages. One query."""
    entries = Entry.objects.filter(round=round, state=EntryState.ENTERED, subject_uuid__in=list(subject_uuids))
    return {entry.subject_uuid: _line(entry, None, "", round) for entry in entries}


def _ranks(round: Round, rows: list[Entry], first: int) -> list[int | None]:
    ahead = 0
    if first and rows and rows[0].points is not None:
        # The page before may have ended amid equals.
        ahead = ranked_entries(round).filter(points__gt=rows[0].points).order_by().count()
    return ranks_of([entry.points for entry in rows], first=first, ahead=ahead)


def _masked(entry: Entry, round: Round) -> RankingLine:
    line = _line(entry, None, "", round)
    return replace(line, points=None, thousandths=None, spread=None, masked=True)


def _line(entry: Entry, rank: int | None, title: str, round: Round) -> RankingLine:
    return RankingLine(
        rank=rank,
        entry_uuid=entry.uuid,
        subject_kind=entry.subject_kind,
        subject_uuid=entry.subject_uuid,
        reference=entry.reference,
        title=title,
        points=in_points(entry.points),
        thousandths=entry.points,
        spread=in_points(entry.spread),
        submitted=entry.submitted,
        wanted=round.min_reviews,
    )
