"""Who may do what with the prize, as small named predicates.

Programme managers run it; an administrator may look. Nominators and nominees act on what is theirs, which the actions
check against the row itself.
"""

import rules

from pioneers.states import NominationState
from portal.people.rules import is_administrator, is_manager


@rules.predicate
def is_own_nomination(user, nomination):
    """Whether the nomination was put forward from this account."""
    return nomination is not None and user.pk is not None and nomination.nominator_id == user.pk


@rules.predicate
def is_draft(user, nomination):
    return nomination is not None and nomination.state == NominationState.DRAFT


runs_prize = is_manager | is_administrator

rules.add_perm("pioneers.see_prize", runs_prize)
rules.add_perm("pioneers.run_edition", is_manager)
rules.add_perm("pioneers.screen_nomination", is_manager)
rules.add_perm("pioneers.attach_nomination", is_manager)
rules.add_perm("pioneers.ask_consent", is_manager)
rules.add_perm("pioneers.decide_guardian", is_manager)
rules.add_perm("pioneers.choose_laureate", is_manager)
rules.add_perm("pioneers.see_nomination", is_own_nomination | runs_prize)
rules.add_perm("pioneers.withdraw_nomination", is_own_nomination & ~is_draft)
