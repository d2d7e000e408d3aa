"""Who may do what in assessment. What a reviewer may do with an entry follows from rows: see queries.entries."""

import rules

from portal.assessment.models import Entry, PanelMember, Round
from portal.assessment.queries.recusals import recused_entries_q
from portal.core.actors import Viewer
from portal.core.clock import now
from portal.people.rules import is_administrator, is_manager


@rules.predicate
def sits_on_a_panel(user: Viewer) -> bool:
    """Whether the workspace has anything for this account: a place on a panel, now or before."""
    return user.is_authenticated and PanelMember.objects.filter(user=user.pk, removed_at=None).exists()


@rules.predicate
def sits_on_its_panel(user: Viewer, round: Round | None) -> bool:
    if round is None or not user.is_authenticated:
        return False
    return round.members.filter(user=user.pk, removed_at=None).exists()


@rules.predicate
def is_recused_from_entry(user: Viewer, entry: Entry | None) -> bool:
    """A recusal on the entry, or a tie in force to a party of its subject."""
    if entry is None:
        return False
    recused = recused_entries_q(user, now(), kind=entry.subject_kind)
    return Entry.objects.filter(recused, pk=entry.pk).exists()


leads_rounds = is_manager | is_administrator

rules.add_perm("assessment.see_rounds", leads_rounds)
rules.add_perm("assessment.manage_round", leads_rounds)
rules.add_perm("assessment.manage_entry", leads_rounds & ~is_recused_from_entry)
rules.add_perm("assessment.see_reviews", leads_rounds)
rules.add_perm("assessment.finish_round", sits_on_its_panel)
rules.add_perm("assessment.review", sits_on_a_panel)
