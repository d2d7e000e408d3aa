"""Entries: what someone may see of a round. Assignment, recusal, consent and state act here only."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from portal.assessment.models import Assignment, Entry, PanelMember, Round
from portal.assessment.queries.recusals import recused_entries_q
from portal.assessment.sources import EntrySource, all_sources
from portal.assessment.states import EntryState, ReviewState, RoundState
from portal.core.actors import Viewer
from portal.people.models import User

# How long after a round has closed its reviewers may still read what they judged: until the panel has met.
READ_ON = timedelta(days=90)


def readable_round_q(at: datetime, prefix: str = "") -> Q:
    """Rounds whose entries reviewers may read: those that are open, and for a while those that have closed."""
    return Q(**{f"{prefix}state": RoundState.OPEN}) | Q(
        **{f"{prefix}state": RoundState.CLOSED, f"{prefix}closed_at__gt": at - READ_ON}
    )


def subjects_readable(at: datetime, prefix: str = "") -> Q:
    """Entries whose subject may be read by reviewers at `at`, as the source of each kind has it."""
    readable = Q(pk__in=[])
    for source in all_sources():
        # The kind comes first: PostgreSQL tries conditions within an OR as they are written, and it is the cheap one.
        readable |= Q(**{f"{prefix}subject_kind": source.kind}) & _readable_at(source, f"{prefix}subject_uuid", at)
    return readable


def _readable_at(source: EntrySource, uuid: str, at: datetime) -> Q:
    """Whether the subject an entry names in the field `uuid` may be read. It is looked up by its key, so that a
    reviewer's page costs by what was given to them and not by all there is."""
    readable = source.readable(at)
    if isinstance(readable, QuerySet):
        return Q(Exists(readable.filter(uuid=OuterRef(uuid))))
    return Q(**{f"{uuid}__in": readable})


def visible_to(viewer: Viewer, at: datetime) -> QuerySet[Entry]:
    """The entries this account may see: whoever leads rounds sees all but those they are recused from; a reviewer
    those they were given."""
    if viewer.has_perm("assessment.see_rounds"):
        return Entry.objects.filter(~recused_entries_q(viewer, at))
    return assigned_entries(viewer, at)


def assigned_entries(reviewer: Viewer, at: datetime, kind: str | None = None) -> QuerySet[Entry]:
    """The entries a reviewer may read and judge: theirs by assignment, in a shown round, readable, none they are
    recused from or have a stake in. With a `kind` those of subjects of that kind, which is cheaper to ask."""
    if not reviewer.is_authenticated:
        return Entry.objects.none()
    mine = Assignment.objects.filter(entry=OuterRef("pk"), reviewer=reviewer.pk)
    seat = PanelMember.objects.filter(round=OuterRef("round"), user=reviewer.pk, removed_at=None)
    entries = Entry.objects.all() if kind is None else Entry.objects.filter(subject_kind=kind)
    return entries.filter(
        subjects_readable(at),
        Exists(mine),
        Exists(seat),
        ~recused_entries_q(reviewer, at, kind=kind),
        readable_round_q(at, "round__"),
        state=EntryState.ENTERED,
    )


def readable_rounds(reviewer: User, at: datetime) -> QuerySet[Round]:
    """The rounds this reviewer has a seat in whose entries may be read at `at`."""
    return Round.objects.filter(readable_round_q(at), members__user=reviewer, members__removed_at=None)


def open_assignments(reviewer: User, at: datetime) -> QuerySet[Assignment]:
    """The same entries seen as assignments, one row each, with the state of the reviewer's own review as `review_state`
    (None where not begun) and its last saving as `review_saved_at`. Asks for the rounds at once: one query."""
    return assignments_in(list(readable_rounds(reviewer, at).order_by()), reviewer, at)


def assignments_in(rounds: Sequence[Round], reviewer: User, at: datetime) -> QuerySet[Assignment]:
    """The assignments in some of the `readable_rounds`.

    Rounds that were fetched, not a subquery: a planner that doesn't know how few they are starts from them, and then
    looks at every assignment once for each round.
    """
    own = FilteredRelation("entry__reviews", condition=Q(entry__reviews__reviewer=reviewer))
    given = Assignment.objects.none()
    if rounds:  # else there is no need to ask what the reviewer is recused from
        given = Assignment.objects.filter(
            subjects_readable(at, "entry__"),
            ~recused_entries_q(reviewer, at, "entry"),
            reviewer=reviewer,
            entry__round__in=rounds,
            entry__state=EntryState.ENTERED,
        )
    return given.annotate(own=own, review_state=F("own__state"), review_saved_at=F("own__saved_at"))


def open_assignments_in(round: Round, reviewer: User, at: datetime) -> QuerySet[Assignment]:
    """What a reviewer was given in a round and has not submitted."""
    rounds = list(readable_rounds(reviewer, at).filter(pk=round.pk))
    return assignments_in(rounds, reviewer, at).filter(~Q(review_state=ReviewState.SUBMITTED) | Q(review_state=None))
