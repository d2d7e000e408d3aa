"""Recusal: by oneself, by the secretariat, and back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from portal.assessment.actions.counting import leave_out_of_result
from portal.assessment.actions.locking import lock_entry
from portal.assessment.errors import NotYourEntry
from portal.assessment.models import Entry, Recusal, Review, StaffRecusal
from portal.assessment.permission import require_to_judge
from portal.assessment.queries.entries import assigned_entries
from portal.assessment.states import RecusalOrigin, RecusalReason, ReviewState
from portal.audit.actions.events import log_event
from portal.audit.queries.repeats import already_done
from portal.core.actors import Actor
from portal.core.errors import AlreadyDone, NotAllowed
from portal.people.models import User


@transaction.atomic
def recuse_reviewer(*, entry: Entry, reason: str, by: User, at: datetime, note: str = "") -> Recusal:
    """A reviewer says they should not judge an entry. It leaves their list at once, and what they wrote about it no
    longer counts; only the secretariat can undo it. Raises NotYourEntry."""
    entry = lock_entry(entry)
    active = entry.recusals.filter(reviewer=by, lifted_at=None).first()
    if active:
        return _unchanged(active, reason, note)
    if not assigned_entries(by, at, entry.subject_kind).filter(pk=entry.pk).exists():
        raise NotYourEntry()
    return _recuse(entry, by, RecusalOrigin.DECLARED, reason, note, by=by, at=at)


@transaction.atomic
def exclude_reviewer(*, entry: Entry, reviewer: User, reason: str, by: Actor, at: datetime, note: str = "") -> Recusal:
    """The secretariat keeps someone away from an entry, whether or not they were given it yet. Raises Recused: who
    reads an entry is nothing to decide for whoever is recused from it."""
    entry = lock_entry(entry)
    require_to_judge(by, "assessment.manage_entry", entry)
    active = entry.recusals.filter(reviewer=reviewer, lifted_at=None).first()
    if active:
        return _unchanged(active, reason, note)
    return _recuse(entry, reviewer, RecusalOrigin.EXCLUDED, reason, note, by=by, at=at)


@transaction.atomic
def lift_recusal(*, recusal: Recusal, by: Actor, at: datetime) -> Recusal:
    """The secretariat lets someone judge an entry again, never oneself. It must be given to them anew; a review they
    had begun is a draft again. Someone of staff who is recused from the subject as a whole no longer is. Whoever is a
    party to the case, or tied to one, stays kept from it for as long as they are.

    Raises NotAllowed, Recused.
    """
    entry = lock_entry(recusal.entry)
    if by is not None and by.is_authenticated and by.pk == recusal.reviewer_id:
        raise NotAllowed()
    require_to_judge(by, "assessment.manage_entry", entry)
    recusal = Recusal.objects.select_for_update().get(pk=recusal.pk)
    if recusal.lifted_at:
        return recusal
    recusal.lifted_at = at
    recusal.save(update_fields=["lifted_at"])
    for review in entry.reviews.filter(reviewer=recusal.reviewer_id, state=ReviewState.SET_ASIDE):
        review.state = ReviewState.after("restore", review.state)
        review.save(update_fields=["state"])
    log_event(verb="assessment.lift_recusal", by=by, about=entry, at=at, data={"recusal": str(recusal.uuid)})
    _status_of(entry.subject_kind, entry.subject_uuid, recusal.reviewer).update(lifted_at=at)
    return recusal


@transaction.atomic
def recuse_staff(*, subject_kind: str, subject_uuid: UUID, reason: str, by: User, at: datetime) -> bool:
    """Someone of the secretariat says they should not handle a subject: they are recused from it and from every entry
    about it, those to come included. Whether it is news: asked twice, done once.

    Called by the half that owns the subject: it has checked its own rule, and records the step on the subject.
    """
    entries = [lock_entry(entry) for entry in _entries_of(subject_kind, subject_uuid)]
    recusal, is_new = StaffRecusal.objects.get_or_create(
        subject_kind=subject_kind,
        subject_uuid=subject_uuid,
        user=by,
        lifted_at=None,
        defaults={"reason": RecusalReason(reason), "since": at},
    )
    if recusal.reason != RecusalReason(reason):
        raise AlreadyDone(str(RecusalReason(recusal.reason).label))
    if is_new:
        for entry in entries:
            if not entry.recusals.filter(reviewer=by, lifted_at=None).exists():
                _recuse(entry, by, RecusalOrigin.DECLARED, reason, "", by=by, at=at)
    return is_new


@transaction.atomic
def lift_staff_recusals(*, subject_kind: str, subject_uuid: UUID, user: User, by: Actor, at: datetime) -> bool:
    """Someone of the secretariat may handle a subject again: each recusal that kept them from it is lifted, on the
    subject and on its entries; whether there was any. They stay recused by a tie in force.

    Called by the half that owns the subject, which has checked its own rule and records the step. Raises NotAllowed:
    nobody lets themselves back.
    """
    if by is not None and by.is_authenticated and by.pk == user.pk:
        raise NotAllowed()
    entries = [lock_entry(entry) for entry in _entries_of(subject_kind, subject_uuid)]
    lifted = _status_of(subject_kind, subject_uuid, user).update(lifted_at=at)
    for recusal in Recusal.objects.filter(entry__in=entries, reviewer=user, lifted_at=None):
        lift_recusal(recusal=recusal, by=by, at=at)
        lifted += 1
    return lifted > 0


def _unchanged(recusal: Recusal, reason: str, note: str) -> Recusal:
    """A recusal in force, asked for once more. Raises AlreadyDone where the reason is another."""
    if recusal.reason != RecusalReason(reason) or note.strip() not in ("", recusal.note):
        label = RecusalReason(recusal.reason).label
        verbs = ("assessment.recuse_reviewer", "assessment.exclude_reviewer")
        raise already_done(recusal.entry, verbs, f"{label} · {recusal.note}" if recusal.note else str(label))
    return recusal


def _status_of(subject_kind: str, subject_uuid: UUID, user: User) -> QuerySet[StaffRecusal]:
    """What keeps someone of staff from a subject as a whole."""
    return StaffRecusal.objects.filter(subject_kind=subject_kind, subject_uuid=subject_uuid, user=user, lifted_at=None)


def _entries_of(subject_kind: str, subject_uuid: UUID) -> QuerySet[Entry]:
    found = Entry.objects.filter(subject_kind=subject_kind, subject_uuid=subject_uuid)
    return found.select_related("round").order_by("round", "pk")


def _recuse(
    entry: Entry, reviewer: User, origin: RecusalOrigin, reason: str, note: str, *, by: Actor, at: datetime
) -> Recusal:
    recusal = Recusal.objects.create(
        entry=entry, reviewer=reviewer, origin=origin, reason=RecusalReason(reason), note=note.strip(), since=at
    )
    entry.assignments.filter(reviewer=reviewer).delete()
    counted = False
    for review in Review.objects.select_for_update().filter(entry=entry, reviewer=reviewer):
        counted = counted or review.state == ReviewState.SUBMITTED
        if ReviewState.allows("set_aside", review.state):
            review.state = ReviewState.after("set_aside", review.state)
            review.save(update_fields=["state"])
    if counted:
        leave_out_of_result(entry=entry, at=at)
    verb = "assessment.recuse_reviewer" if origin == RecusalOrigin.DECLARED else "assessment.exclude_reviewer"
    log_event(verb=verb, by=by, about=entry, at=at, data={"recusal": str(recusal.uuid), "reason": recusal.reason})
    return recusal
