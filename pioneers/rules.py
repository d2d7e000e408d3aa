"""Who may do what with the prize, as small named predicates.

Programme managers run it; an administrator may look. Nominators and nominees act on what is theirs, which the actions
check against the row itself.
"""

import rules

from pioneers.models import Nomination
from pioneers.queries.recusals import Judged, all_managers_recused, is_recused_from
from pioneers.states import NominationState
from portal.core.actors import Viewer
from portal.core.clock import now
from portal.people.rules import is_administrator, is_manager


@rules.predicate
def is_own_nomination(user: Viewer, nomination: Nomination | None) -> bool:
    """Whether the nomination was put forward from this account."""
    return nomination is not None and user.is_authenticated and nomination.nominator_id == user.pk


@rules.predicate
def is_draft(user: Viewer, nomination: Nomination | None) -> bool:
    return nomination is not None and nomination.state == NominationState.DRAFT


@rules.predicate
def is_recused(user: Viewer, thing: Judged | None) -> bool:
    """From the candidacy a nomination, a nominee or itself is judged as; from one an edition's end would pass over."""
    return thing is not None and is_recused_from(user, thing, now())


@rules.predicate
def no_manager_is_left(user: Viewer, thing: Judged | None) -> bool:
    """Every programme manager is recused from it."""
    return thing is not None and all_managers_recused(thing, now())


runs_prize = is_manager | is_administrator
# Nobody judges what they are recused from. Where that leaves no manager, an administrator takes it.
judges = (is_manager & ~is_recused) | (is_administrator & ~is_recused & no_manager_is_left)

rules.add_perm("pioneers.see_prize", runs_prize)
rules.add_perm("pioneers.run_edition", is_manager)
rules.add_perm("pioneers.screen_nomination", judges)
rules.add_perm("pioneers.attach_nomination", judges)
rules.add_perm("pioneers.ask_consent", judges)
rules.add_perm("pioneers.decide_guardian", judges)
rules.add_perm("pioneers.correct_birth_date", judges)
rules.add_perm("pioneers.ask_renewal", is_manager)
rules.add_perm("pioneers.choose_laureate", judges)
rules.add_perm("pioneers.conclude_edition", judges)
rules.add_perm("pioneers.read_results", is_manager)
rules.add_perm("pioneers.recuse_staff", runs_prize)
rules.add_perm("pioneers.lift_staff_recusals", runs_prize & ~is_recused)
rules.add_perm("pioneers.see_nomination", is_own_nomination | runs_prize)
rules.add_perm("pioneers.withdraw_nomination", is_own_nomination & ~is_draft)
