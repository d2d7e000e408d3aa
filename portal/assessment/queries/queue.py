"""A reviewer's work: what is theirs to read, how far they have come, what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import Case, Count, F, Q, QuerySet, When

from portal.assessment.models import Assignment, Entry, Round
from portal.assessment.queries.entries import assignments_in, open_assignments, open_assignments_in, readable_rounds
from portal.assessment.queries.lines import Lines, titles_of
from portal.assessment.states import AssignmentState, ReviewState
from portal.people.models import User

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

# Open rounds first, the one that is due next before the others; in a round what is still to do, by reference.
ORDER = ("-entry__round__state", "entry__round__due_at", "entry__round_id", "done", "entry__reference", "entry_id")
DONE = Case(When(review_state=ReviewState.SUBMITTED, then=1), default=0)


class OwnReview(TypedDict):
    """What `assignments_in` says of the reviewer's own review."""

    review_state: str | None
    review_saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One entry on a reviewer's list. `takes_reviews` tells whether its round still does."""

    uuid: UUID
    reference: str
    title: str
    round_uuid: UUID
    round_title: Mapping[str, str]
    state: AssignmentState
    due_at: datetime
    zone: str
    takes_reviews: bool
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reviewer has come in one round: `done` of `total` submitted, `started` kept as drafts."""

    uuid: UUID
    title: Mapping[str, str]
    due_at: datetime
    ends_at: datetime
    zone: str
    takes_reviews: bool
    started: int
    done: int
    total: int
    finished_at: datetime | None

    @property
    def may_finish(self) -> bool:
        return self.takes_reviews and self.finished_at is None and 0 < self.total == self.done

    def count_of(self, state: AssignmentState) -> int:
        """How many of the assignments stand so."""
        to_read = self.total - self.started - self.done
        return {
            AssignmentState.TO_READ: to_read,
            AssignmentState.STARTED: self.started,
            AssignmentState.SUBMITTED: self.done,
        }[state]


def queue_of(
    reviewer: User,
    at: datetime,
    *,
    language: str | None = None,
    among: QuerySet[Assignment] | None = None,
    count: int | None = None,
) -> Lines:
    """The reviewer's list, to be paged. `among` narrows it: a filtered `open_assignments(reviewer, at)`; `count` tells
    how many they are where that is known."""
    queryset = open_assignments(reviewer, at) if among is None else among
    queryset = queryset.select_related("entry__round").annotate(done=DONE).order_by(*ORDER)

    def build(rows: "list[WithAnnotations[Assignment, OwnReview]]", _first: int) -> list[QueueLine]:
        titles = titles_of([row.entry for row in rows], viewer=reviewer, at=at, language=language)
        return [_line(row, titles[row.entry.subject_uuid], at) for row in rows if row.entry.subject_uuid in titles]

    return Lines(queryset, build, count)


def _line(assignment: "WithAnnotations[Assignment, OwnReview]", title: str, at: datetime) -> QueueLine:
    entry, round = assignment.entry, assignment.entry.round
    return QueueLine(
        uuid=entry.uuid,
        reference=entry.reference,
        title=title,
        round_uuid=round.uuid,
        round_title=round.title,
        state=AssignmentState.of_review(assignment.review_state),
        due_at=round.due_at,
        zone=round.zone,
        takes_reviews=round.takes_reviews(at),
        saved_at=assignment.review_saved_at,
    )


def progress_of(reviewer: User, at: datetime, round: Round | None = None) -> list[Progress]:
    """The reviewer's rounds with something to read, the one due next first; two queries, a row for each round."""
    rounds = (
        readable_rounds(reviewer, at).annotate(finished_at=F("members__finished_at")).order_by("-state", "due_at", "pk")
    )
    if round is not None:
        rounds = rounds.filter(pk=round.pk)
    counts = (
        assignments_in(list(rounds), reviewer, at)
        .values("entry__round")
        .annotate(
            total=Count("pk"),
            started=Count("pk", filter=Q(review_state=ReviewState.DRAFT)),
            done=Count("pk", filter=Q(review_state=ReviewState.SUBMITTED)),
        )
        .order_by()
    )
    counted = {row["entry__round"]: row for row in counts}
    return [
        Progress(
            uuid=one.uuid,
            title=one.title,
            due_at=one.due_at,
            ends_at=one.ends_at,
            zone=one.zone,
            takes_reviews=one.takes_reviews(at),
            started=counted[one.pk]["started"],
            done=counted[one.pk]["done"],
            total=counted[one.pk]["total"],
            finished_at=one.finished_at,
        )
        for one in rounds
        if one.pk in counted
    ]


def next_assignment(reviewer: User, entry: Entry, at: datetime) -> UUID | None:
    """The entry to read after this one: the next by reference not yet submitted in the round, from the top again at
    the end; None when the round is done."""
    later = Q(entry__reference__gt=entry.reference) | Q(entry__reference=entry.reference, entry__gt=entry.pk)
    waiting = (
        open_assignments_in(entry.round, reviewer, at)
        .exclude(entry=entry)
        .order_by(Case(When(later, then=0), default=1), "entry__reference", "entry_id")
    )
    return waiting.values_list("entry__uuid", flat=True).first()
