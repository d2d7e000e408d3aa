"""What a round assesses. Called by the half that owns the subject, whose own rule has been checked there: a nominee who
takes back consent withdraws an entry without any right in assessment."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from portal.assessment.actions.locking import lock_entry, lock_round
from portal.assessment.errors import RoundIsClosed
from portal.assessment.models import Entry, Recusal, Round, StaffRecusal
from portal.assessment.states import EntryState, RecusalOrigin, RoundState
from portal.audit.actions.events import log_event
from portal.core.actors import Actor


@transaction.atomic
def add_entry(*, round: Round, subject_kind: str, subject_uuid: UUID, reference: str, by: Actor, at: datetime) -> Entry:
    """Enter a subject into a round, once; one that was withdrawn comes back as it was. Raises RoundIsClosed."""
    round = lock_round(round)
    entry = round.entries.filter(subject_kind=subject_kind, subject_uuid=subject_uuid).first()
    if entry and entry.state == EntryState.ENTERED:
        return entry
    if round.state == RoundState.CLOSED:
        raise RoundIsClosed()
    if entry:
        entry.state = EntryState.after("restore", entry.state)
        entry.save(update_fields=["state"])
    else:
        entry = Entry.objects.create(
            round=round, subject_kind=subject_kind, subject_uuid=subject_uuid, reference=reference, entered_at=at
        )
        _carry_recusals(entry)
    log_event(verb="assessment.add_entry", by=by, about=entry, at=at, data={"reference": reference})
    return entry


def _carry_recusals(entry: Entry) -> None:
    """Staff who are recused from the subject are recused from its new entry too."""
    active = StaffRecusal.objects.filter(
        subject_kind=entry.subject_kind, subject_uuid=entry.subject_uuid, lifted_at=None
    )
    Recusal.objects.bulk_create(
        Recusal(
            entry=entry,
            reviewer_id=recusal.user_id,
            origin=RecusalOrigin.DECLARED,
            reason=recusal.reason,
            since=recusal.since,
        )
        for recusal in active
    )


@transaction.atomic
def withdraw_entry(*, entry: Entry, by: Actor, at: datetime) -> Entry:
    """Take an entry out of its round: no reviewer reads it any more, it is not ranked. Its reviews are kept."""
    entry = lock_entry(entry)
    if entry.state == EntryState.WITHDRAWN:
        return entry
    entry.state = EntryState.after("withdraw", entry.state)
    entry.save(update_fields=["state"])
    log_event(verb="assessment.withdraw_entry", by=by, about=entry, at=at, data={"reference": entry.reference})
    return entry


@transaction.atomic
def withdraw_subject(*, subject_kind: str, subject_uuid: UUID, by: Actor, at: datetime) -> int:
    """Take a subject out of every round that is not closed; how many entries that was."""
    entries = Entry.objects.filter(
        subject_kind=subject_kind, subject_uuid=subject_uuid, state=EntryState.ENTERED
    ).exclude(round__state=RoundState.CLOSED)
    found = list(entries)
    for entry in found:
        withdraw_entry(entry=entry, by=by, at=at)
    return len(found)
