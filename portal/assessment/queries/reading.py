"""One entry as its reviewer reads it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.assessment.models import Entry
from portal.assessment.queries.entries import assigned_entries
from portal.assessment.queries.views import CriterionView, RoundView, criteria_of, round_view
from portal.assessment.sources import EntryView, source_of
from portal.people.models import User


@dataclass(frozen=True, slots=True)
class Reading:
    """An entry, its round and the criteria it is judged by. `finished` tells that the reviewer closed their part."""

    uuid: UUID
    reference: str
    view: EntryView | None
    round: RoundView
    criteria: tuple[CriterionView, ...]
    finished: bool


def entry_of(reviewer: User, uuid: UUID, at: datetime) -> Entry | None:
    """The entry, if it is this reviewer's to read: for the actions, not for templates."""
    return assigned_entries(reviewer, at).select_related("round").filter(uuid=uuid).first()


def entry_sent(reviewer: User, uuid: UUID) -> Entry | None:
    """The entry a form came for, if it was ever given to this reviewer: for the action, which looks whether it still
    is theirs. Whatever is shown of it goes through `entry_of`."""
    given = Entry.objects.filter(uuid=uuid, assignments__reviewer=reviewer)
    return given.select_related("round").first()


def reading_of(entry: Entry, reviewer: User, at: datetime, *, language: str | None = None) -> Reading | None:
    """An entry that went through `entry_of`, with what its source says of it; None where that is nothing."""
    source = source_of(entry.subject_kind)
    found = source.present([entry.subject_uuid], viewer=reviewer, at=at, language=language) if source else {}
    view = found.get(entry.subject_uuid)
    return rubric_of(entry, reviewer, at, view=view) if view is not None else None


def rubric_of(entry: Entry, reviewer: User, at: datetime, *, view: EntryView | None = None) -> Reading:
    """What an entry that went through `entry_of` is judged by, without asking its source for what it says: enough to
    save a draft as it is typed."""
    return Reading(
        uuid=entry.uuid,
        reference=entry.reference,
        view=view,
        round=round_view(entry.round, at),
        criteria=tuple(criteria_of(entry.round)),
        finished=entry.round.members.filter(user=reviewer, finished_at__isnull=False).exists(),
    )
