"""Who on a panel can't be given what, and why in a word: what staff are told before they give anything out."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from portal.assessment.models import Entry, PanelMember, Recusal, Round
from portal.assessment.queries.coverage import masked_entries
from portal.assessment.queries.stakes import stakes_of_round
from portal.assessment.states import EntryState, Stake
from portal.core.actors import Viewer


@dataclass(frozen=True, slots=True)
class Conflict:
    """A panel member, and the entries they can't be given: reference and reason, by reference."""

    user_id: int
    name: str
    entries: tuple[tuple[str, str], ...]


def conflicts_on_panel(round: Round, viewer: Viewer, at: datetime) -> list[Conflict]:
    """Those of the panel with a conflict of interest, in its order. An entry the viewer is recused from is none of
    theirs, so that who is who in its case is not told. Three queries besides those for stakes and recusals."""
    masked = masked_entries(round, viewer, at)
    reasons = dict.fromkeys(_recused(round), Stake.RECUSED) | dict(stakes_of_round(round, at).stakes)
    references = dict(
        Entry.objects.filter(round=round, state=EntryState.ENTERED, pk__in={entry for entry, _account in reasons})
        .exclude(pk__in=masked)
        .values_list("pk", "reference")
    )
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for (entry, account), stake in reasons.items():
        if entry in references:
            found[account].append((references[entry], str(stake.label)))
    members = PanelMember.objects.filter(round=round, removed_at=None, user__in=found).select_related("user")
    return [
        Conflict(member.user_id, member.user.get_full_name(), tuple(sorted(found[member.user_id])))
        for member in members.order_by("pk")
    ]


def _recused(round: Round) -> set[tuple[int, int]]:
    active = Recusal.objects.filter(entry__round=round, lifted_at=None).order_by()
    return set(active.values_list("entry_id", "reviewer_id"))
