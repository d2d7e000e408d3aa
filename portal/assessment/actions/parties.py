"""Writing down that someone on a panel turned out to be a party to a case.

Reading needs none of it: a stake keeps someone from an entry, and their review from counting, from the instant it is
there (queries.stakes). What is written down is that it was found, and it stays when the stake ends: a review written
while it lasted counts only if the secretariat lets its writer judge again.
"""

from datetime import datetime

from django.db import transaction

from portal.assessment.actions.counting import leave_out_of_result
from portal.assessment.actions.locking import lock_round
from portal.assessment.models import Assignment, Entry, PanelMember, Recusal, Review, Round
from portal.assessment.queries.rounds import rounds_in_use
from portal.assessment.queries.stakes import Stakes, pairs_q, stakes_of_rounds
from portal.assessment.states import EntryState, RecusalOrigin, RecusalReason, ReviewState, Stake
from portal.audit.actions.events import log_event
from portal.core.actors import Actor

# What is kept of a stake, among the kinds of reason a reviewer chooses from.
REASONS = {
    Stake.DECLARED: RecusalReason.KNOWS_THEM,
    Stake.NOMINATOR: RecusalReason.TOOK_PART,
    Stake.APPLICANT: RecusalReason.TOOK_PART,
    Stake.ORGANISATION: RecusalReason.WORKS_WITH,
    Stake.CITY: RecusalReason.WORKS_WITH,
    Stake.PARTNER: RecusalReason.WORKS_WITH,
}


@transaction.atomic
def exclude_found_parties(*, round: Round, at: datetime) -> int:
    """Recuse whoever was given or has reviewed an entry of a round and has since become a party to its case, or tied to
    one, as long as its result is not settled. How many that were."""
    round = lock_round(round)
    return exclude_parties(round=round, by=None, at=at) if rounds_in_use(at).filter(pk=round.pk).exists() else 0


def exclude_parties(*, round: Round, by: Actor, at: datetime, also_unread: bool = False) -> int:
    """Part of actions that have locked the round and checked their rule: recuse parties from what they were given or
    reviewed, `also_unread` members of the panel from what they never were. What they were given is taken back, what
    they wrote set aside; each of these is recorded, and staff are told where that changes the result of a closed round.
    How many there were; who is recused already is left alone."""
    new = _not_yet_recused(round, stakes_of_rounds([round], at).stakes)
    assignments = Assignment.objects.filter(pairs_q(new))
    reviews = Review.objects.filter(pairs_q(new)).exclude(state=ReviewState.SET_ASIDE)
    held = {*assignments.values_list("entry_id", "reviewer_id"), *reviews.values_list("entry_id", "reviewer_id")}
    sitting = set(PanelMember.objects.filter(round=round, removed_at=None).values_list("user_id", flat=True))
    new = {pair: stake for pair, stake in new.items() if pair in held or (also_unread and pair[1] in sitting)}
    recusals = Recusal.objects.bulk_create(_recusal(pair, stake, at) for pair, stake in sorted(new.items()))
    assignments.delete()
    touched = set()
    for review in reviews.select_for_update():
        if review.state == ReviewState.SUBMITTED:
            touched.add(review.entry_id)
        review.state = ReviewState.after("set_aside", review.state)
        review.save(update_fields=["state"])
    entries = Entry.objects.select_related("round").in_bulk({entry for entry, _account in held})
    for entry in touched:
        leave_out_of_result(entry=entries[entry], at=at)
    for recusal in recusals:
        if (recusal.entry_id, recusal.reviewer_id) in held:
            data = {"recusal": str(recusal.uuid), "reason": recusal.reason}
            log_event(verb="assessment.exclude_party", by=by, about=entries[recusal.entry_id], at=at, data=data)
    return len(new)


def _not_yet_recused(round: Round, stakes: Stakes) -> dict[tuple[int, int], Stake]:
    entered = round.entries.filter(state=EntryState.ENTERED, pk__in={entry for entry, _account in stakes})
    keys = set(entered.values_list("pk", flat=True))
    active = Recusal.objects.filter(entry__in=keys, lifted_at=None).values_list("entry_id", "reviewer_id")
    recused = set(active)
    return {pair: stake for pair, stake in stakes.items() if pair[0] in keys and pair not in recused}


def _recusal(pair: tuple[int, int], stake: Stake, at: datetime) -> Recusal:
    return Recusal(
        entry_id=pair[0],
        reviewer_id=pair[1],
        origin=RecusalOrigin.TIE if stake == Stake.DECLARED else RecusalOrigin.PARTY,
        reason=REASONS.get(stake, RecusalReason.INTEREST),
        since=at,
    )
