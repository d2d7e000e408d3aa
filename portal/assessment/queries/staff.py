"""What the secretariat's screens show of a round: the panel at work, one entry's readers, all scores."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from portal.assessment.domain.points import in_points
from portal.assessment.domain.scales import score_cell
from portal.assessment.models import Assignment, Entry, Recusal, Review, Round, Score
from portal.assessment.queries.coverage import Seat, coverage, masked_entries, seats_of
from portal.assessment.queries.entries import visible_to
from portal.assessment.queries.recusals import recused_entries_q
from portal.assessment.queries.stakes import pairs_q, stakes_of_round, stakes_of_rounds
from portal.assessment.queries.views import CriterionView, criteria_of
from portal.assessment.states import CellState, EntryState, RecusalOrigin, RecusalReason, ReviewState, RoundState
from portal.core.actors import Viewer
from portal.core.clock import now
from portal.core.texts import localised

BATCH_SIZE = 500


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A panel member and how far they have come."""

    seat: Seat
    email: str
    given: int
    submitted: int
    recused: int


@dataclass(frozen=True, slots=True)
class ReaderLine:
    """How one panel member stands to one entry; `recusal` where they are recused, `stake` what else keeps them from it,
    in a word: then they can't be given it."""

    seat: Seat
    state: CellState
    stake: str
    recusal: UUID | None
    origin: str
    reason: str
    note: str


def panel_of(round: Round, viewer: Viewer | None = None, at: datetime | None = None) -> list[SeatLine]:
    """The panel with its workload at an instant (now unless given): four queries, besides those for stakes and for
    what a `viewer` is recused from, which is in none of the numbers."""
    at = at or now()
    emails = dict(round.members.values_list("user_id", "user__email"))
    found, masked = stakes_of_round(round, at), masked_entries(round, viewer, at)
    entered = Q(entry__round=round, entry__state=EntryState.ENTERED) & ~Q(entry__in=masked)
    given = _counted(Assignment.objects.filter(entered).exclude(pairs_q(found.stakes)))
    submitted = _counted(Review.objects.filter(entered, state=ReviewState.SUBMITTED).exclude(pairs_q(found.stakes)))
    kept = Recusal.objects.filter(entry__round=round, lifted_at=None).exclude(entry__in=masked)
    recused = _counted(kept.exclude(pairs_q(found.stakes)))
    for entry, account in found.stakes:
        if entry not in masked:
            recused[account] = recused.get(account, 0) + 1
    return [
        SeatLine(
            seat=seat,
            email=emails[seat.user_id],
            given=given.get(seat.user_id, 0),
            submitted=submitted.get(seat.user_id, 0),
            recused=recused.get(seat.user_id, 0),
        )
        for seat in seats_of(round)
    ]


def readers_of(entry: Entry, at: datetime | None = None) -> list[ReaderLine]:
    """Every panel member and how they stand to this entry at an instant (now unless given)."""
    at = at or now()
    stakes = stakes_of_round(entry.round, at).of_entry(entry.pk)
    line = next(line for line in coverage(entry.round, at=at, among=Entry.objects.filter(pk=entry.pk)))
    active = {recusal.reviewer_id: recusal for recusal in entry.recusals.filter(lifted_at=None)}
    readers = []
    for seat, state in line.cells:
        recusal = active.get(seat.user_id)
        readers.append(
            ReaderLine(
                seat=seat,
                state=state,
                stake=str(stakes[seat.user_id].label) if seat.user_id in stakes else "",
                recusal=recusal.uuid if recusal else None,
                origin=str(RecusalOrigin(recusal.origin).label) if recusal else "",
                reason=str(RecusalReason(recusal.reason).label) if recusal else "",
                note=recusal.note if recusal else "",
            )
        )
    return readers


def rounds_missing_reviews(viewer: Viewer, at: datetime, until: datetime) -> QuerySet[Round]:
    """Open rounds due before `until` in which an entry has fewer reviews than wanted, for whoever leads rounds. Those
    of parties to the case don't count, and an entry the viewer is recused from is for others to see to."""
    led = _led(viewer).filter(state=RoundState.OPEN, due_at__lte=until)
    return led.filter(_has_entry_missing_reviews(led, at, recused_entries_q(viewer, at)))


def rounds_to_close(viewer: Viewer, at: datetime) -> QuerySet[Round]:
    """Open rounds past their due instant with all the reviews wanted: they wait to be closed."""
    led = _led(viewer).filter(state=RoundState.OPEN, due_at__lte=at)
    return led.filter(~_has_entry_missing_reviews(led, at))


def _led(viewer: Viewer) -> QuerySet[Round]:
    return Round.objects.all() if viewer.has_perm("assessment.manage_round") else Round.objects.none()


def _has_entry_missing_reviews(rounds: QuerySet[Round], at: datetime, masked: Q | None = None) -> Exists:
    entered = Entry.objects.filter(round=OuterRef("pk"), state=EntryState.ENTERED)
    if masked is not None:
        entered = entered.filter(~masked)
    short = Q(submitted__lt=OuterRef("min_reviews"))
    for entry, counted in stakes_of_rounds(list(rounds), at).counted.items():
        short |= Q(pk=entry, round__min_reviews__gt=counted.submitted)
    return Exists(entered.filter(short))


def score_rows(round: Round, viewer: Viewer, at: datetime) -> Iterator[list]:
    """A table of every submitted review that counts and the viewer may see: a heading, then a row each, by reference.
    Rows are fetched by the hundreds, so that memory does not grow with their number."""
    criteria = criteria_of(round)
    labels = [_label(criterion) for criterion in criteria]
    yield [_("Reference"), _("Reviewer"), _("Submitted"), *labels, _("Points")]
    reviews = (
        Review.objects.filter(
            state=ReviewState.SUBMITTED,
            entry__in=visible_to(viewer, at).filter(round=round, state=EntryState.ENTERED),
        )
        .exclude(pairs_q(stakes_of_round(round, at).stakes))
        .select_related("entry", "reviewer")
        .defer("comment", "feedback")
        .order_by("entry__reference", "entry_id", "pk")
    )
    rows = reviews.iterator(chunk_size=BATCH_SIZE)
    while chunk := list(islice(rows, BATCH_SIZE)):
        scores = _scores_of(chunk)
        for review in chunk:
            yield [
                review.entry.reference,
                review.reviewer.get_full_name(),
                review.submitted_at,
                *[scores[review.pk, criterion.uuid] for criterion in criteria],
                in_points(review.points),
            ]


def _scores_of(reviews: list[Review]) -> dict[tuple[int, UUID], int | str]:
    """Scores by review and criterion, as plain values; one query."""
    found = Score.objects.filter(review__in=reviews).order_by().values_list("review", "criterion__uuid", "value")
    return {(review, criterion): score_cell(value) for review, criterion, value in found}


def _counted(queryset: QuerySet[Any]) -> dict[int, int]:
    return dict(queryset.order_by().values_list("reviewer").annotate(count=Count("pk")))


def _label(criterion: CriterionView) -> str:
    return f"{localised(criterion.label)} ({criterion.weight})"
