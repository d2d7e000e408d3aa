"""Staff put right what matching did: a nomination moves to the candidacy it is about."""

from datetime import datetime

from django.db import transaction

from pioneers.actions.candidates import candidacy_of, drop_if_empty, move, new_candidacy
from pioneers.actions.consent import notify_nominees
from pioneers.errors import NoSuchCandidacy
from pioneers.models import Candidacy, Edition, Nomination
from pioneers.states import CandidacyState, NominationState
from portal.assessment.permission import require_to_judge
from portal.audit.actions.events import log_event
from portal.core.actors import Actor


@transaction.atomic
def attach_nomination(*, nomination: Nomination, candidacy: Candidacy, by: Actor, at: datetime) -> Nomination:
    """Staff put a nomination under another candidacy of the same edition and kind: it is about the same nominee.

    The candidacy it leaves is dropped if nothing is left in it. Raises NoSuchCandidacy, Recused (from the one it
    leaves, or the one it goes to).
    """
    nomination, edition = _for_moving(nomination, by)
    require_to_judge(by, "pioneers.attach_nomination", candidacy)
    target = Candidacy.objects.select_for_update().get(pk=candidacy.pk)
    if target.edition_id != edition.pk or target.kind != nomination.kind:
        raise NoSuchCandidacy()
    if nomination.candidacy_id == target.pk:
        return nomination
    if target.state == CandidacyState.DROPPED:
        move(candidacy=target, step="reopen", at=at)
    return _moved(nomination, target, by, at)


@transaction.atomic
def split_nomination(*, nomination: Nomination, by: Actor, at: datetime) -> Nomination:
    """Staff give a nomination a candidacy of its own: it was matched to somebody else."""
    nomination, edition = _for_moving(nomination, by)
    if not Nomination.objects.filter(candidacy=nomination.candidacy_id).exclude(pk=nomination.pk).exists():
        return nomination
    return _moved(nomination, new_candidacy(nomination=nomination, edition=edition, at=at), by, at)


def _for_moving(nomination: Nomination, by: Actor) -> tuple[Nomination, Edition]:
    require_to_judge(by, "pioneers.attach_nomination", nomination)
    edition = Edition.objects.select_for_update().get(pk=nomination.edition_id)
    nomination = Nomination.objects.select_for_update().get(pk=nomination.pk)
    if nomination.state == NominationState.DRAFT or nomination.candidacy_id is None:
        raise NoSuchCandidacy()
    return nomination, edition


def _moved(nomination: Nomination, target: Candidacy, by: Actor, at: datetime) -> Nomination:
    left = candidacy_of(nomination)
    nomination.candidacy = target
    nomination.save(update_fields=["candidacy"])
    log_event(
        verb="pioneers.attach_nomination",
        by=by,
        about=nomination,
        at=at,
        data={"from": left.reference, "to": target.reference},
    )
    drop_if_empty(candidacy=left, by=by, at=at)
    if nomination.state == NominationState.SCREENED:
        notify_nominees(nomination=nomination, by=by, at=at)
    return nomination
