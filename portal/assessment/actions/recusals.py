"""Standing aside: by oneself, by the secretariat, and back."""

from datetime import datetime

from django.db import transaction

from portal.errors import NotAllowed
from portal.permission import require
from portal.records.actions import record

from ..errors import NotYourEntry
from ..models import Entry, Recusal, Review
from ..queries.entries import given_to
from ..states import REVIEW, RecusalOrigin, RecusalReason, ReviewState
from .entries import lock_entry
from .results import recount


@transaction.atomic
def step_aside(entry: Entry, *, reason: str, by, at: datetime, note: str = "") -> Recusal:
    """A reviewer says they should not judge an entry. It leaves their list at once, and what they wrote about it no
    longer counts; only the secretariat can undo it. Raises NotYourEntry."""
    entry = lock_entry(entry)
    standing = entry.recusals.filter(reviewer=by, lifted_at=None).first()
    if standing:
        return standing
    if not given_to(by, at).filter(pk=entry.pk).exists():
        raise NotYourEntry()
    return _stand_aside(entry, by, RecusalOrigin.STEPPED_ASIDE, reason, note, by=by, at=at)


@transaction.atomic
def keep_aside(entry: Entry, reviewer, *, reason: str, by, at: datetime, note: str = "") -> Recusal:
    """The secretariat keeps someone away from an entry, whether or not they were given it yet."""
    entry = lock_entry(entry)
    require(by, "assessment.manage_round", entry.round)
    standing = entry.recusals.filter(reviewer=reviewer, lifted_at=None).first()
    if standing:
        return standing
    return _stand_aside(entry, reviewer, RecusalOrigin.KEPT_ASIDE, reason, note, by=by, at=at)


@transaction.atomic
def lift_recusal(recusal: Recusal, *, by, at: datetime) -> Recusal:
    """The secretariat lets someone judge an entry again. It must be given to them anew; a review they had begun is a
    draft again."""
    entry = lock_entry(recusal.entry)
    require(by, "assessment.manage_round", entry.round)
    if by is not None and by.pk == recusal.reviewer_id:
        raise NotAllowed()
    recusal = Recusal.objects.select_for_update().get(pk=recusal.pk)
    if recusal.lifted_at:
        return recusal
    recusal.lifted_at = at
    recusal.save(update_fields=["lifted_at"])
    for review in entry.reviews.filter(reviewer=recusal.reviewer_id, state=ReviewState.SET_ASIDE):
        review.state = REVIEW.after("restore", review.state)
        review.save(update_fields=["state"])
    record(verb="assessment.lift_recusal", by=by, about=entry, at=at, data={"recusal": str(recusal.uuid)})
    return recusal


def _stand_aside(entry, reviewer, origin, reason, note, *, by, at) -> Recusal:
    recusal = Recusal.objects.create(
        entry=entry, reviewer=reviewer, origin=origin, reason=RecusalReason(reason), note=note.strip(), since=at
    )
    entry.assignments.filter(reviewer=reviewer).delete()
    for review in Review.objects.select_for_update().filter(entry=entry, reviewer=reviewer):
        if REVIEW.allows("set_aside", review.state):
            review.state = REVIEW.after("set_aside", review.state)
            review.save(update_fields=["state"])
    recount(entry)
    verb = "assessment.step_aside" if origin == RecusalOrigin.STEPPED_ASIDE else "assessment.keep_aside"
    record(verb=verb, by=by, about=entry, at=at, data={"recusal": str(recusal.uuid), "reason": recusal.reason})
    return recusal
