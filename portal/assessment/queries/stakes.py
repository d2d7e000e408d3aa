"""Who of a panel has a stake in which entry, and what that leaves of the reviews: nobody judges their own case.

Nothing of this is stored: it follows from who the parties are at the instant it is asked. Whoever becomes a party later
loses the entry at once, and a review they had submitted counts no more. That goes before the result of a round that has
closed, too, as long as decisions are taken by it; what begins long afterwards changes nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q

from portal.assessment.domain.points import mean_of, spread_of
from portal.assessment.models import Entry, PanelMember, Review, Round
from portal.assessment.queries.recusals import involved_subjects
from portal.assessment.sources import Party, source_of
from portal.assessment.states import ReviewState, Stake
from portal.core.actors import Account
from portal.core.reading import once_a_reading
from portal.people.models import User
from portal.people.queries.ties import Bond, bonds_of

# How long after its closing a round's result still loses the reviews of who becomes a party: until what it is for has
# been decided and told. Who moves to the applicant's city years later did not judge their own case.
RESULT_IN_USE = timedelta(days=180)
# By the keys of an entry and of an account.
Stakes = Mapping[tuple[int, int], Stake]


@dataclass(frozen=True, slots=True)
class Counted:
    """What an entry's reviews come to without those of parties to its case, in thousandths of a point."""

    submitted: int
    points: int | None
    spread: int | None
    left_out: int


@dataclass(frozen=True, slots=True)
class RoundStakes:
    """The stakes of panels in the entries of their rounds, and what counts in the entries whose reviews some have."""

    stakes: Stakes
    counted: Mapping[int, Counted] = field(default_factory=dict)

    def of_entry(self, entry: int) -> dict[int, Stake]:
        """Who has a stake in an entry, by account."""
        return {account: stake for (key, account), stake in self.stakes.items() if key == entry}


def stakes_in(entries: Collection[Entry], accounts: Iterable[Account], at: datetime) -> Stakes:
    """Which of these accounts has a stake in which of these entries, and what. A constant number of queries for each
    kind of subject; none of an entry is asked where nobody has any."""
    return _stakes(entries, bonds_of(accounts, at.date()), at)


def stakes_of_round(round: Round, at: datetime) -> RoundStakes:
    """Those of a round's panel, of those who left it too; while a page is read, found once."""
    return once_a_reading(("stakes", round.pk), lambda: stakes_of_rounds([round], at))


def stakes_of_rounds(rounds: Collection[Round], at: datetime) -> RoundStakes:
    """The same of several rounds at once. Four queries or so where nobody has a stake, whatever the rounds hold."""
    seats = PanelMember.objects.filter(round__in=rounds).values("user")
    bonds = bonds_of(User.objects.filter(pk__in=seats).order_by("pk"), at.date()) if rounds else []
    if not bonds:
        return RoundStakes({})
    parties = {Party(bond.kind, bond.key) for bond in bonds}
    entries: list[Entry] = []
    for kind, uuids in involved_subjects(parties, at).items():
        found = Entry.objects.filter(round__in=rounds, subject_kind=kind, subject_uuid__in=uuids)
        entries += found.select_related("round").order_by("pk")
    stakes = _matched(entries, bonds, at)
    return RoundStakes(stakes, _counted(stakes))


def stakes_of_reviewers(entries: Collection[Entry], at: datetime) -> RoundStakes:
    """The stakes that whoever submitted a review of these entries has in them: for the results of a few entries, as it
    asks for these and their parties, whatever their rounds hold."""
    submitted = Review.objects.filter(entry__in=entries, state=ReviewState.SUBMITTED)
    bonds = bonds_of(User.objects.filter(pk__in=submitted.values("reviewer")).order_by("pk"), at.date())
    stakes = _matched(entries, bonds, at) if bonds else {}
    return RoundStakes(stakes, _counted(stakes))


def pairs_q(pairs: Iterable[tuple[int, int]]) -> Q:
    """Assignments, reviews and recusals of these pairs of entry and account."""
    by_account: dict[int, list[int]] = defaultdict(list)
    for entry, account in pairs:
        by_account[account].append(entry)
    found = Q(pk__in=[])
    for account, entries in by_account.items():
        found |= Q(reviewer=account, entry__in=entries)
    return found


def _stakes(entries: Collection[Entry], bonds: list[Bond], at: datetime) -> Stakes:
    if not entries or not bonds:
        return {}
    involved = involved_subjects({Party(bond.kind, bond.key) for bond in bonds}, at)
    concerned = [entry for entry in entries if entry.subject_uuid in involved.get(entry.subject_kind, ())]
    return _matched(concerned, bonds, at)


def _matched(entries: Collection[Entry], bonds: Iterable[Bond], at: datetime) -> Stakes:
    """Entries that are known to involve some of these bonds, with whose they are and why."""
    held: dict[tuple, list[Bond]] = defaultdict(list)
    for bond in bonds:
        held[bond.kind, bond.key].append(bond)
    by_kind: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_kind[entry.subject_kind].append(entry)
    stakes: dict[tuple[int, int], Stake] = {}
    for kind, of_kind in by_kind.items():
        source = source_of(kind)
        told = source.parties([entry.subject_uuid for entry in of_kind], at) if source else {}
        for entry in of_kind:
            for party in told.get(entry.subject_uuid, ()):
                for bond in held.get((party.kind, party.uuid), ()):
                    if not _began_too_late(entry.round, party.since, bond.since):
                        _note(stakes, (entry.pk, bond.account), Stake.DECLARED if bond.declared else party.stake)
    return stakes


def _note(stakes: dict[tuple[int, int], Stake], pair: tuple[int, int], stake: Stake) -> None:
    """The first stake that is told of a pair stands; being a party oneself outdoes knowing one."""
    if stakes.get(pair, Stake.DECLARED) == Stake.DECLARED:
        stakes[pair] = stake


def _began_too_late(round: Round, party_since: datetime | None, tied_since: date | None) -> bool:
    if round.closed_at is None:
        return False
    over = round.closed_at + RESULT_IN_USE
    return bool(party_since and party_since > over) or bool(tied_since and tied_since > over.date())


def _counted(stakes: Stakes) -> dict[int, Counted]:
    """By entry, for those in which somebody with a stake has submitted. One query, none where there is no stake."""
    if not stakes:
        return {}
    reviews = Review.objects.filter(entry__in={entry for entry, _account in stakes}, state=ReviewState.SUBMITTED)
    points: dict[int, list[int]] = defaultdict(list)
    left_out: dict[int, int] = defaultdict(int)
    for entry, reviewer, scored in reviews.order_by("pk").values_list("entry_id", "reviewer_id", "points"):
        if (entry, reviewer) in stakes:
            left_out[entry] += 1
        elif scored is not None:
            points[entry].append(scored)
    return {
        entry: Counted(len(points[entry]), mean_of(points[entry]), spread_of(points[entry]), number)
        for entry, number in left_out.items()
    }
