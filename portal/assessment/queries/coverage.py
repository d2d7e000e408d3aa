"""Who reads what, and what is missing: the secretariat's view of a round under way."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from portal.assessment.models import Assignment, Entry, PanelMember, Recusal, Review, Round
from portal.assessment.queries.lines import Lines, titles_of
from portal.assessment.queries.recusals import recused_entries_q
from portal.assessment.queries.stakes import RoundStakes, pairs_q, stakes_of_round
from portal.assessment.states import CellState, EntryState, ReviewState
from portal.core.actors import Viewer
from portal.core.clock import now
from portal.core.search import set_apart


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
    nobody has been given; reviews by parties to the case count for nothing. `cells` pairs each seat of the panel with
    its state, in the panel's order. `masked` tells that this viewer is recused from the entry: then its reference is
    all that is told, after all the others."""

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
    """A round at a glance: entries, how many have the reviews wanted, reviews given out and submitted. `masked` is how
    many entries are not among them, being such as the viewer is recused from."""

    entries: int
    complete: int
    assigned: int
    submitted: int
    masked: int = 0

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
    """The entries of a round by reference with each reviewer's state at an instant (now unless given); only those
    `short` of reviews, or those in `among`, if asked. A constant number of queries for a page; when asked for a
    `viewer` one more for what they are recused from, which is set apart, and one for each kind's titles of the rest."""
    at = at or now()
    found = stakes_of_round(round, at)
    entries = Entry.objects.all() if among is None else among
    entries = entries.filter(round=round, state=EntryState.ENTERED)
    masked = masked_entries(round, viewer, at)
    if short:
        entries = entries.filter(short_of_reviews_q(round, found)).exclude(pk__in=masked)
    if masked:
        entries = entries.annotate(_apart=set_apart(masked)).order_by("_apart", "reference", "pk")
    else:
        entries = entries.order_by("reference", "pk")

    def build(rows: list[Entry], _first: int) -> list[CoverageLine]:
        told = [entry for entry in rows if entry.pk not in masked]
        seats, states = seats_of(round), _states(told, found)
        titles = titles_of(told, viewer=viewer, at=at, language=language) if viewer is not None else {}
        lines = [
            _line(entry, titles.get(entry.subject_uuid, ""), seats, states[entry.pk], round, found) for entry in told
        ]
        return [*lines, *(_masked(entry, seats, round, found) for entry in rows if entry.pk in masked)]

    return Lines(entries, build)


def masked_entries(round: Round, viewer: Viewer | None, at: datetime) -> set[int]:
    """The keys of the entries of a round this viewer is recused from; none where nobody is asked for."""
    if viewer is None:
        return set()
    entered = Entry.objects.filter(recused_entries_q(viewer, at), round=round)
    return set(entered.order_by().values_list("pk", flat=True))


def short_of_reviews_q(round: Round, found: RoundStakes) -> Q:
    """Entries with fewer reviews that count than the round wants."""
    left = [entry for entry, counted in found.counted.items() if counted.submitted < round.min_reviews]
    return Q(submitted__lt=round.min_reviews) | Q(pk__in=left)


def coverage_totals(round: Round, *, viewer: Viewer | None = None, at: datetime | None = None) -> CoverageTotals:
    """Two queries, a row each, besides those for stakes and for what a `viewer` is recused from: that is in none of
    the numbers, so that nothing of it follows from them."""
    at = at or now()
    found, masked = stakes_of_round(round, at), masked_entries(round, viewer, at)
    entries = Entry.objects.filter(round=round, state=EntryState.ENTERED).exclude(pk__in=masked)
    counted = entries.aggregate(entries=Count("pk"), short=Count("pk", filter=short_of_reviews_q(round, found)))
    done = Review.objects.filter(entry=OuterRef("entry"), reviewer=OuterRef("reviewer"), state=ReviewState.SUBMITTED)
    given = (
        Assignment.objects.filter(entry__round=round, entry__state=EntryState.ENTERED)
        .exclude(entry__in=masked)
        .exclude(pairs_q(found.stakes))
        .annotate(done=Exists(done))
        .aggregate(assigned=Count("pk"), submitted=Count("pk", filter=Q(done=True)))
    )
    complete = counted["entries"] - counted["short"]
    return CoverageTotals(counted["entries"], complete, given["assigned"], given["submitted"], len(masked))


def _states(entries: list[Entry], found: RoundStakes) -> dict[int, dict[int, CellState]]:
    """For each entry the state of each account that has one; later ones of the three queries outdo earlier ones, and
    a stake outdoes them all."""
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
    for entry, user in found.stakes:
        states[entry][user] = CellState.RECUSED
    return states


def _masked(entry: Entry, seats: list[Seat], round: Round, found: RoundStakes) -> CoverageLine:
    """By reference alone: who reads it, and how far they are, is not told."""
    line = _line(entry, "", seats, {}, round, found)
    return replace(line, submitted=0, missing=0, unassigned=0, masked=True)


def _line(
    entry: Entry, title: str, seats: list[Seat], states: Mapping[int, CellState], round: Round, stakes: RoundStakes
) -> CoverageLine:
    found = list(states.values())
    counted = stakes.counted.get(entry.pk)
    submitted = counted.submitted if counted else entry.submitted
    waiting = found.count(CellState.ASSIGNED) + found.count(CellState.DRAFT)
    missing = max(round.min_reviews - submitted, 0)
    return CoverageLine(
        entry_uuid=entry.uuid,
        subject_kind=entry.subject_kind,
        subject_uuid=entry.subject_uuid,
        reference=entry.reference,
        title=title,
        assigned=waiting + found.count(CellState.SUBMITTED),
        drafts=found.count(CellState.DRAFT),
        submitted=submitted,
        recused=found.count(CellState.RECUSED),
        missing=missing,
        unassigned=max(missing - waiting, 0),
        cells=tuple((seat, states.get(seat.user_id, CellState.NONE)) for seat in seats),
    )
