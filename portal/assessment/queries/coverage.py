"""Who reads what, and what is missing: the secretariat's view of a round under way."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from portal.assessment.models import Assignment, Entry, PanelMember, Recusal, Review, Round
from portal.assessment.queries.lines import Lines, titles_of
from portal.assessment.queries.recusals import recused_among
from portal.assessment.states import CellState, EntryState, ReviewState
from portal.core.actors import Viewer


@dataclass(frozen=True, slots=True)
class Seat:
    """A panel member as a column of the matrix."""

    uuid: UUID
    user_id: int
    user_uuid: UUID
    name: str
    finished_at: datetime | None
    removed: bool


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One entry and its reviewers. `missing` is how many submitted reviews it lacks, `unassigned` how many of them
    nobody has been given. `cells` pairs each seat of the panel with its state, in the panel's order. `masked` tells
    that this viewer is recused from the entry."""

    entry_uuid: UUID
    subject_kind: str
    subject_uuid: UUID
    reference: str
    title: str
    assigned: int
    drafts: int
    submitted: int
    recused: int
    missing: int
    unassigned: int
    cells: tuple[tuple[Seat, CellState], ...]
    masked: bool = False


@dataclass(frozen=True, slots=True)
class CoverageTotals:
    """A round at a glance: entries, how many have the reviews wanted, reviews given out and submitted."""

    entries: int
    complete: int
    assigned: int
    submitted: int

    @property
    def short(self) -> int:
        return self.entries - self.complete


def seats_of(round: Round) -> list[Seat]:
    """The panel in the order it was made, those who left at the end; one query."""
    members = PanelMember.objects.filter(round=round).select_related("user")
    return [
        Seat(
            uuid=member.uuid,
            user_id=member.user_id,
            user_uuid=member.user.uuid,
            name=member.user.get_full_name(),
            finished_at=member.finished_at,
            removed=member.removed_at is not None,
        )
        for member in members.order_by(F("removed_at").asc(nulls_first=True), "pk")
    ]


def coverage(
    round: Round,
    *,
    viewer: Viewer | None = None,
    at: datetime | None = None,
    language: str | None = None,
    short: bool = False,
    among: QuerySet[Entry] | None = None,
) -> Lines[Entry, CoverageLine]:
    """The entries of a round by reference with each reviewer's state; only those `short` of reviews, or those in
    `among`, if asked. Five queries for a page; when asked for a `viewer` and an instant three more at most for what
    they are recused from, and one for each kind's titles of the rest."""
    entries = Entry.objects.all() if among is None else among
    entries = entries.filter(round=round, state=EntryState.ENTERED).order_by("reference", "pk")
    if short:
        entries = entries.filter(submitted__lt=round.min_reviews)

    def build(rows: list[Entry], _first: int) -> list[CoverageLine]:
        seats, states = seats_of(round), _states(rows)
        titles: dict[UUID, str] = {}
        masked: set[int] = set()
        if viewer is not None and at is not None:
            masked = recused_among(rows, viewer, at)
            told = [entry for entry in rows if entry.pk not in masked]
            titles = titles_of(told, viewer=viewer, at=at, language=language)
        lines = [_line(entry, titles.get(entry.subject_uuid, ""), seats, states[entry.pk], round) for entry in rows]
        return [replace(line, masked=entry.pk in masked) for line, entry in zip(lines, rows, strict=True)]

    return Lines(entries, build)


def coverage_totals(round: Round) -> CoverageTotals:
    """Two queries, a row each."""
    entries = Entry.objects.filter(round=round, state=EntryState.ENTERED)
    counted = entries.aggregate(entries=Count("pk"), complete=Count("pk", filter=Q(submitted__gte=round.min_reviews)))
    done = Review.objects.filter(entry=OuterRef("entry"), reviewer=OuterRef("reviewer"), state=ReviewState.SUBMITTED)
    given = (
        Assignment.objects.filter(entry__round=round, entry__state=EntryState.ENTERED)
        .annotate(done=Exists(done))
        .aggregate(assigned=Count("pk"), submitted=Count("pk", filter=Q(done=True)))
    )
    return CoverageTotals(**counted, **given)


def _states(entries: list[Entry]) -> dict[int, dict[int, CellState]]:
    """For each entry the state of each account that has one; later ones of the three queries outdo earlier ones."""
    states: dict[int, dict[int, CellState]] = defaultdict(dict)
    for entry, user in Assignment.objects.filter(entry__in=entries).values_list("entry_id", "reviewer_id"):
        states[entry][user] = CellState.ASSIGNED
    written = Review.objects.filter(entry__in=entries, state__in=(ReviewState.DRAFT, ReviewState.SUBMITTED))
    for entry, user, state in written.values_list("entry_id", "reviewer_id", "state"):
        if state == ReviewState.SUBMITTED:
            states[entry][user] = CellState.SUBMITTED
        elif user in states[entry]:
            states[entry][user] = CellState.DRAFT
    masked = Recusal.objects.filter(entry__in=entries, lifted_at=None)
    for entry, user in masked.values_list("entry_id", "reviewer_id"):
        states[entry][user] = CellState.RECUSED
    return states


def _line(entry: Entry, title: str, seats: list[Seat], states: dict[int, CellState], round: Round) -> CoverageLine:
    found = list(states.values())
    waiting = found.count(CellState.ASSIGNED) + found.count(CellState.DRAFT)
    missing = max(round.min_reviews - entry.submitted, 0)
    return CoverageLine(
        entry_uuid=entry.uuid,
        subject_kind=entry.subject_kind,
        subject_uuid=entry.subject_uuid,
        reference=entry.reference,
        title=title,
        assigned=waiting + found.count(CellState.SUBMITTED),
        drafts=found.count(CellState.DRAFT),
        submitted=entry.submitted,
        recused=found.count(CellState.RECUSED),
        missing=missing,
        unassigned=max(missing - waiting, 0),
        cells=tuple((seat, states.get(seat.user_id, CellState.NONE)) for seat in seats),
    )
