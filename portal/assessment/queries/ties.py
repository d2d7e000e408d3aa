"""Known ties between a panel and what it judges, from which recusals follow."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from portal.assessment.models import Entry
from portal.assessment.sources import Party, source_of
from portal.people.models import User
from portal.people.queries.ties import ties_between


def tied_pairs(entries: Iterable[Entry], reviewers: Iterable[User], at: datetime) -> set[tuple[int, int]]:
    """Pairs (entry's id, account's id) with a tie in force: the reviewer is bound to someone or something the entry is
    about or comes from. A constant number of queries for each kind of subject."""
    parties = _parties(entries)
    accounts = {reviewer.uuid: reviewer.pk for reviewer in reviewers}
    targets = {(party.kind, party.uuid) for found in parties.values() for party in found}
    if not targets or not accounts:
        return set()
    ties = ties_between(accounts, targets, at.date())
    by_target: dict[UUID, set[int]] = {}
    for user, target in ties:
        by_target.setdefault(target, set()).add(accounts[user])
    return {
        (entry, user) for entry, found in parties.items() for party in found for user in by_target.get(party.uuid, ())
    }


def _parties(entries: Iterable[Entry]) -> dict[int, tuple[Party, ...]]:
    by_kind: dict[str, list[Entry]] = {}
    for entry in entries:
        by_kind.setdefault(entry.subject_kind, []).append(entry)
    parties: dict[int, tuple[Party, ...]] = {}
    for kind, of_kind in by_kind.items():
        source = source_of(kind)
        found = source.parties([entry.subject_uuid for entry in of_kind]) if source else {}
        parties |= {entry.pk: tuple(found.get(entry.subject_uuid, ())) for entry in of_kind}
    return parties
