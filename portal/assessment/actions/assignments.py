"""Who reads what."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from portal.assessment import letters
from portal.assessment.actions.locking import lock_entry, lock_round
from portal.assessment.actions.parties import exclude_parties
from portal.assessment.errors import HasStake, HasSubmitted, NotOnPanel, ReviewerExcluded, RoundIsClosed
from portal.assessment.models import Assignment, Entry, Recusal, Review, Round
from portal.assessment.permission import require_to_judge
from portal.assessment.queries.stakes import stakes_in
from portal.assessment.states import EntryState, ReviewState, RoundState
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.errors import NotAllowed
from portal.core.permission import require
from portal.people.models import User


@dataclass(frozen=True, slots=True)
class Spread:
    """What spreading came to: assignments made, recusals made on the way from known stakes, and the references of
    entries that still have too few readers."""

    made: int
    excluded: int
    short: tuple[str, ...]


@transaction.atomic
def assign_reviewer(*, entry: Entry, reviewer: User, by: Actor, at: datetime) -> Assignment:
    """Give an entry to a member of the panel. While the round is open, a letter tells them.

    Raises NotOnPanel, ReviewerExcluded, HasStake, RoundIsClosed, Recused.
    """
    entry = lock_entry(entry)
    require_to_judge(by, "assessment.manage_entry", entry)
    given = entry.assignments.filter(reviewer=reviewer).first()
    if given:
        return given
    if entry.round.state == RoundState.CLOSED:
        raise RoundIsClosed()
    if entry.state != EntryState.ENTERED:
        raise NotAllowed()
    if not entry.round.members.filter(user=reviewer, removed_at=None).exists():
        raise NotOnPanel()
    if entry.recusals.filter(reviewer=reviewer, lifted_at=None).exists():
        raise ReviewerExcluded()
    if stake := stakes_in([entry], [reviewer], at).get((entry.pk, reviewer.pk)):
        raise HasStake(stake)
    given = Assignment.objects.create(entry=entry, reviewer=reviewer, assigned_at=at)
    _reopen_parts(entry.round, [reviewer.pk])
    log_event(verb="assessment.assign_reviewer", by=by, about=entry, at=at, data={"assignment": str(given.uuid)})
    if entry.round.state == RoundState.OPEN:
        letters.queue_assigned_letter(entry.round, {reviewer: [given]}, at=at)
    return given


@transaction.atomic
def unassign_reviewer(*, entry: Entry, reviewer: User, by: Actor, at: datetime) -> None:
    """Take an entry back from a reviewer who has not submitted; a draft stays, unread. Raises HasSubmitted,
    Recused."""
    entry = lock_entry(entry)
    require_to_judge(by, "assessment.manage_entry", entry)
    given = entry.assignments.filter(reviewer=reviewer).first()
    if given is None:
        return
    if Review.objects.filter(entry=entry, reviewer=reviewer, state=ReviewState.SUBMITTED).exists():
        raise HasSubmitted()
    log_event(verb="assessment.unassign_reviewer", by=by, about=entry, at=at, data={"assignment": str(given.uuid)})
    given.delete()


@transaction.atomic
def spread_assignments(*, round: Round, per_entry: int, by: Actor, at: datetime) -> Spread:
    """Give each entry `per_entry` readers from the panel, evenly, counting those it has.

    Entries with the fewest readers come first; each takes whoever has least to read and is not recused, chance
    being a hash of both uuids, so the same panel and entries always come to the same spread. Parties to a case, and
    who is tied to one, are recused from it on the way, also from what they had been given before. One letter to each
    reviewer who was given something, while the round is open.
    """
    round = lock_round(round)
    require(by, "assessment.manage_round", round)
    if round.state == RoundState.CLOSED:
        raise RoundIsClosed()
    entries = list(round.entries.filter(state=EntryState.ENTERED).order_by("reference", "pk"))
    panel = [member.user for member in round.members.filter(removed_at=None).select_related("user").order_by("pk")]
    excluded = exclude_parties(round=round, by=by, at=at, also_unread=True)
    made, short = _share_out(round, entries, panel, per_entry, at)
    if made or excluded:
        Assignment.objects.bulk_create(made)
        _reopen_parts(round, {given.reviewer_id for given in made})
        log_event(
            verb="assessment.spread_assignments",
            by=by,
            about=round,
            at=at,
            data={"per_entry": per_entry, "made": len(made), "excluded": excluded, "short": len(short)},
        )
    if made and round.state == RoundState.OPEN:
        letters.queue_assigned_letter(round, _by_reviewer(made), at=at)
    return Spread(made=len(made), excluded=excluded, short=tuple(short))


def _share_out(
    round: Round, entries: Sequence[Entry], panel: Sequence[User], per_entry: int, at: datetime
) -> tuple[list[Assignment], list[str]]:
    readers: dict[int, set[int]] = defaultdict(set)
    recused: dict[int, set[int]] = defaultdict(set)
    load = {user.pk: 0 for user in panel}
    for entry_id, user_id in Assignment.objects.filter(entry__round=round).values_list("entry_id", "reviewer_id"):
        readers[entry_id].add(user_id)
        if user_id in load:
            load[user_id] += 1
    active = Recusal.objects.filter(entry__round=round, lifted_at=None)
    for entry_id, user_id in active.values_list("entry_id", "reviewer_id"):
        recused[entry_id].add(user_id)
    made: list[Assignment] = []
    short: list[str] = []
    for entry in sorted(entries, key=lambda entry: len(readers[entry.pk])):
        able = [user for user in panel if user.pk not in readers[entry.pk] | recused[entry.pk]]
        free = sorted(able, key=lambda user: (load[user.pk], _lot(entry.uuid, user.uuid)))
        wanted = max(per_entry - len(readers[entry.pk]), 0)
        for user in free[:wanted]:
            made.append(Assignment(entry=entry, reviewer=user, assigned_at=at))
            load[user.pk] += 1
        if len(free) < wanted:
            short.append(entry.reference)
    return made, sorted(short)


def _lot(entry: UUID, user: UUID) -> bytes:
    return hashlib.sha256(entry.bytes + user.bytes).digest()


def _by_reviewer(made: Iterable[Assignment]) -> dict[User, list[Assignment]]:
    given: dict[User, list[Assignment]] = defaultdict(list)
    for assignment in made:
        given[assignment.reviewer].append(assignment)
    return given


def _reopen_parts(round: Round, users: Iterable[int]) -> None:
    """Someone who had finished and is given more has not finished."""
    round.members.filter(user__in=list(users), finished_at__isnull=False).update(finished_at=None)
