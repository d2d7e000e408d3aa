"""The doors to entries: what someone may see of a round. Assignment, recusal, consent and state act here only."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from ..models import Assignment, Entry, PanelMember, Recusal, Review
from ..sources import all_sources
from ..states import EntryState, ReviewState, RoundState
from .aside import entries_aside

# How long after a round has closed its reviewers may still read what they judged: until the panel has met.
READ_ON = timedelta(days=90)


def round_shown(at: datetime, prefix: str = "") -> Q:
    """Rounds whose entries reviewers may read: those that are open, and for a while those that have closed."""
    return Q(**{f"{prefix}state": RoundState.OPEN}) | Q(
        **{f"{prefix}state": RoundState.CLOSED, f"{prefix}closed_at__gt": at - READ_ON}
    )


def subjects_readable(at: datetime, prefix: str = "") -> Q:
    """Entries whose subject may be read by reviewers at `at`, as the source of each kind has it."""
    readable = Q(pk__in=[])
    for source in all_sources():
        readable |= Q(**{f"{prefix}subject_kind": source.kind, f"{prefix}subject_uuid__in": source.readable(at)})
    return readable


def standing_aside(entry: str = "pk", reviewer=None) -> Exists:
    """Whether a recusal stands between a reviewer and the entry of the outer query."""
    who = OuterRef("reviewer") if reviewer is None else reviewer
    return Exists(Recusal.objects.filter(entry=OuterRef(entry), reviewer=who, lifted_at=None))


def visible_to(viewer, at: datetime) -> QuerySet[Entry]:
    """The entries this account may see: whoever leads rounds sees all but those they stand aside from; a reviewer
    those they were given."""
    if viewer.has_perm("assessment.see_rounds"):
        return Entry.objects.filter(~entries_aside(viewer, at))
    return given_to(viewer, at)


def given_to(reviewer, at: datetime) -> QuerySet[Entry]:
    """The entries a reviewer may read and judge: theirs by assignment, in a shown round, readable, none stood aside."""
    mine = Assignment.objects.filter(entry=OuterRef("pk"), reviewer=reviewer)
    seat = PanelMember.objects.filter(round=OuterRef("round"), user=reviewer, removed_at=None)
    return Entry.objects.filter(
        subjects_readable(at),
        Exists(mine),
        Exists(seat),
        ~standing_aside(reviewer=reviewer),
        round_shown(at, "round__"),
        state=EntryState.ENTERED,
    )


def duties(reviewer, at: datetime) -> QuerySet[Assignment]:
    """The same entries seen as duties, one row each, with the state of the reviewer's own review as `review_state`
    (None where not begun) and its last saving as `review_saved_at`."""
    own = Review.objects.filter(entry=OuterRef("entry"), reviewer=reviewer)
    seat = PanelMember.objects.filter(round=OuterRef("entry__round"), user=reviewer, removed_at=None)
    return Assignment.objects.filter(
        subjects_readable(at, "entry__"),
        round_shown(at, "entry__round__"),
        Exists(seat),
        ~standing_aside("entry", reviewer=reviewer),
        reviewer=reviewer,
        entry__state=EntryState.ENTERED,
    ).annotate(review_state=Subquery(own.values("state")[:1]), review_saved_at=Subquery(own.values("saved_at")[:1]))


def open_duties(round, reviewer, at: datetime) -> QuerySet[Assignment]:
    """What a reviewer was given in a round and has not submitted."""
    return duties(reviewer, at).filter(
        ~Q(review_state=ReviewState.SUBMITTED) | Q(review_state=None), entry__round=round
    )
