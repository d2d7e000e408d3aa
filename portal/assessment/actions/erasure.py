"""Letting go of what reviews say about people. Scores and counts stay, so that a result can still be accounted for."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from portal.assessment.actions.locking import lock_entry
from portal.assessment.models import Entry, Recusal, Review
from portal.audit.actions.events import log_event
from portal.core.actors import Actor


@transaction.atomic
def erase_texts(*, entry: Entry, by: Actor, at: datetime) -> bool:
    """Erase the comments and feedback about one entry, and the notes of its recusals; whether there were any.

    Called by the half that erases the subject, whose own rule has been checked there, and by retention.
    """
    entry = lock_entry(entry)
    reviews = Review.objects.filter(entry=entry).filter(~Q(comment="") | ~Q(feedback=""))
    notes = Recusal.objects.filter(entry=entry).exclude(note="")
    gone = reviews.update(comment="", feedback=""), notes.update(note="")
    if not any(gone):
        return False
    data = {"reference": entry.reference, "reviews": gone[0], "notes": gone[1]}
    log_event(verb="assessment.erase_texts", by=by, about=entry, at=at, data=data)
    return True


@transaction.atomic
def erase_subject(*, subject_kind: str, subject_uuid: UUID, by: Actor, at: datetime) -> int:
    """Erase the words of reviews about a subject in every round; how many entries that touched."""
    entries = Entry.objects.filter(subject_kind=subject_kind, subject_uuid=subject_uuid)
    return sum(erase_texts(entry=entry, by=by, at=at) for entry in entries)
