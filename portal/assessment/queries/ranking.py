"""How the entries of a round stand, for the panel's meeting. See portal.assessment.domain.points for the formula."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from portal.assessment.domain.points import in_points, ranks_of
from portal.assessment.models import Entry, Round
from portal.assessment.queries.lines import Lines, titles_of
from portal.assessment.queries.recusals import recused_entries_q
from portal.assessment.queries.stakes import Counted, stakes_of_round
from portal.assessment.states import EntryState
from portal.core.actors import Viewer
from portal.core.clock import now
from portal.core.search import set_apart

# More points first; of equal points the one its reviewers agree about more; then by reference, so that two readings
# never differ. Entries without a submitted review come last.
ORDER = ("-rank_points", F("spread").asc(nulls_last=True), "reference", "pk")


@dataclass(frozen=True, slots=True)
class RankingLine:
    """One entry in a ranking. Equal points share a `rank` (1, 2, 2, 4); it is None without a submitted review.

    `points` and `spread` run from 0 to 100 with one decimal; `thousandths` are the exact points. `title` is empty
    unless the ranking was asked for a viewer who may know it. `left_out` is how many submitted reviews do not count,
    being by parties to the case. `masked` tells that this viewer is recused from the entry: then its reference is all
    that is told, after all the others.
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
    left_out: int = 0
    masked: bool = False

    @property
    def short(self) -> bool:
        """Whether it has fewer reviews than the round wants."""
        return self.submitted < self.wanted


def ranking(
    round: Round, *, viewer: Viewer | None = None, at: datetime | None = None, language: str | None = None
) -> Lines[Entry, RankingLine]:
    """The ranking of a round at an instant (now unless given), whole or a page at a time. Reviews by parties to a case
    do not count. A handful of queries for a page, and one for each kind's titles when it is asked for a `viewer`, to
    whom what they are recused from is no part of the ranking: it comes last, and no rank is counted with it. Whoever
    calls it has checked that the viewer may see results."""
    at = at or now()
    counted = stakes_of_round(round, at).counted
    entered = Entry.objects.filter(round=round, state=EntryState.ENTERED)
    masked: set[int] = set()
    if viewer is not None:
        masked = set(entered.filter(recused_entries_q(viewer, at)).order_by().values_list("pk", flat=True))
    queryset = _in_order(entered, counted, masked)

    def build(rows: list[Entry], first: int) -> list[RankingLine]:
        told = [_as_counted(entry, counted) for entry in rows if entry.pk not in masked]
        titles = titles_of(told, viewer=viewer, at=at, language=language) if viewer is not None else {}
        ahead = 0
        if first and told and told[0].points is not None:
            # The page before may have ended amid equals.
            better = queryset.exclude(pk__in=masked) if masked else queryset
            ahead = better.filter(_place__gt=told[0].points).order_by().count()
        ranks = ranks_of([entry.points for entry in told], first=first, ahead=ahead)
        lines = [
            _line(entry, rank, titles.get(entry.subject_uuid, ""), round, counted)
            for entry, rank in zip(told, ranks, strict=True)
        ]
        return [*lines, *(_masked(entry, round) for entry in rows if entry.pk in masked)]

    return Lines(queryset, build)


def standings(round: Round, subject_uuids: Sequence[UUID], at: datetime | None = None) -> dict[UUID, RankingLine]:
    """How some subjects of a round stand at an instant (now unless given), by their uuid, without rank: for a half's
    own lists and pages. One query besides those for stakes."""
    counted = stakes_of_round(round, at or now()).counted
    entries = Entry.objects.filter(round=round, state=EntryState.ENTERED, subject_uuid__in=list(subject_uuids))
    return {entry.subject_uuid: _line(_as_counted(entry, counted), None, "", round, counted) for entry in entries}


def _in_order(entered: QuerySet[Entry], counted: Mapping[int, Counted], masked: set[int]) -> QuerySet[Any, Any]:
    """By the stored result, an index, where all reviews count and nothing is masked: as nearly always."""
    if not counted:
        queryset = entered.annotate(_place=F("rank_points"))
    else:
        places = [When(pk=pk, then=Value(-1 if one.points is None else one.points)) for pk, one in counted.items()]
        spreads = [When(pk=pk, then=Value(one.spread, output_field=IntegerField())) for pk, one in counted.items()]
        queryset = entered.annotate(
            _place=Case(*places, default=F("rank_points"), output_field=IntegerField()),
            _spread=Case(*spreads, default=F("spread"), output_field=IntegerField()),
        )
    order = ORDER if not counted else ("-_place", F("_spread").asc(nulls_last=True), "reference", "pk")
    if not masked:
        return queryset.order_by(*order)
    return queryset.annotate(_apart=set_apart(masked)).order_by("_apart", *order)


def _as_counted(entry: Entry, counted: Mapping[int, Counted]) -> Entry:
    """The entry with the result its reviews come to; nothing of it is saved."""
    if one := counted.get(entry.pk):
        entry.submitted, entry.points, entry.spread = one.submitted, one.points, one.spread
    return entry


def _masked(entry: Entry, round: Round) -> RankingLine:
    line = _line(entry, None, "", round, {})
    return replace(line, points=None, thousandths=None, spread=None, submitted=0, wanted=0, masked=True)


def _line(entry: Entry, rank: int | None, title: str, round: Round, counted: Mapping[int, Counted]) -> RankingLine:
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
        left_out=counted[entry.pk].left_out if entry.pk in counted else 0,
    )
