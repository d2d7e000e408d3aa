"""A round's course: planned, opened, closed; its criteria."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from portal.assessment import letters
from portal.assessment.actions.locking import lock_round
from portal.assessment.actions.parties import exclude_parties
from portal.assessment.domain.scales import Scale
from portal.assessment.errors import (
    CriteriaFixed,
    CriteriaNotSound,
    DueHasPassed,
    NoCriteria,
    ReopeningReasonMissing,
    ResultInUse,
    RoundIsClosed,
    RulesFixed,
    ScaleNotSound,
)
from portal.assessment.holds import what_rests_on
from portal.assessment.models import Criterion, Review, Round
from portal.assessment.models.round import default_zone
from portal.assessment.states import OthersReviews, RoundState
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.permission import require

# What may still change once reviewers have been told how the round works.
CHANGEABLE = {"title", "instructions", "due_at", "zone", "min_reviews"}
SETTINGS = CHANGEABLE | {"others_reviews", "names_hidden", "comment_words", "asks_feedback", "feedback_words"}


@transaction.atomic
def plan_round(
    *,
    owner_kind: str,
    owner_uuid: UUID,
    title: Mapping[str, str],
    due_at: datetime,
    by: Actor,
    at: datetime,
    instructions: Mapping[str, str] | None = None,
    zone: str | None = None,
    others_reviews: str = OthersReviews.AFTER_OWN,
    names_hidden: bool = False,
    min_reviews: int = 2,
    comment_words: int = 400,
    asks_feedback: bool = False,
    feedback_words: int = 200,
    criteria: Sequence[Mapping] = (),
    uuid: UUID | None = None,
) -> Round:
    """Plan a round for an edition or a call. Give `uuid` to have it planned once however often it is asked."""
    require(by, "assessment.manage_round")
    known = Round.objects.filter(uuid=uuid).first() if uuid else None
    if known:
        return known
    round = Round.objects.create(
        **({"uuid": uuid} if uuid else {}),
        owner_kind=owner_kind,
        owner_uuid=owner_uuid,
        title=dict(title),
        instructions=dict(instructions or {}),
        due_at=due_at,
        zone=zone or default_zone(),
        others_reviews=others_reviews,
        names_hidden=names_hidden,
        min_reviews=min_reviews,
        comment_words=comment_words,
        asks_feedback=asks_feedback,
        feedback_words=feedback_words,
    )
    log_event(verb="assessment.plan_round", by=by, about=round, at=at, data={"owner": owner_kind, "due": due_at})
    if criteria:
        set_criteria(round=round, criteria=criteria, by=by, at=at)
    return round


@transaction.atomic
def update_round(*, round: Round, by: Actor, at: datetime, **changes: Any) -> Round:
    """Change a round's texts, due instant and the number of reviews wanted; before it opens also who reads what.

    A later due instant takes reviews again. Raises RulesFixed, DueHasPassed, RoundIsClosed.
    """
    round = lock_round(round)
    require(by, "assessment.manage_round", round)
    if unknown := changes.keys() - SETTINGS:
        raise TypeError(f"a round has no {', '.join(sorted(unknown))} to change")
    changes = {name: value for name, value in changes.items() if getattr(round, name) != value}
    if not changes:
        return round
    if round.state == RoundState.CLOSED:
        raise RoundIsClosed()
    if round.state != RoundState.PLANNED and changes.keys() - CHANGEABLE:
        raise RulesFixed()
    if "due_at" in changes and changes["due_at"] <= at:
        raise DueHasPassed(field="due_at")
    if "due_at" in changes:
        round.members.update(reminded_at=None)
    for name, value in changes.items():
        setattr(round, name, value)
    round.save(update_fields=list(changes))
    log_event(verb="assessment.update_round", by=by, about=round, at=at, data={"fields": sorted(changes)})
    return round


@transaction.atomic
def open_round(*, round: Round, by: Actor, at: datetime) -> Round:
    """Let reviews begin, and write to everyone on the panel: called by the half the round belongs to, which knows when
    its entries are there. Raises NoCriteria, DueHasPassed, TransitionRefused."""
    round = lock_round(round)
    require(by, "assessment.manage_round", round)
    if round.state == RoundState.OPEN:
        return round
    state = RoundState.after("open", round.state)
    if not round.criteria.exists():
        raise NoCriteria()
    if round.due_at <= at:
        raise DueHasPassed()
    round.state, round.opened_at = state, at
    round.save(update_fields=["state", "opened_at"])
    log_event(verb="assessment.open_round", by=by, about=round, at=at)
    letters.queue_round_opened_letter(round, at=at)
    return round


@transaction.atomic
def close_round(*, round: Round, by: Actor, at: datetime) -> Round:
    """End a round: reviews and ranking stand still from now on, drafts stay drafts and do not count. Whoever is found
    to be a party to a case is recused from it first, so that the result that stands is without them. One thing alone
    goes before a result that stands: who is recused afterwards does not count either, and staff are told."""
    round = lock_round(round)
    require(by, "assessment.manage_round", round)
    if round.state == RoundState.CLOSED:
        return round
    state = RoundState.after("close", round.state)
    exclude_parties(round=round, by=by, at=at)
    round.state, round.closed_at = state, at
    round.save(update_fields=["state", "closed_at"])
    log_event(verb="assessment.close_round", by=by, about=round, at=at)
    return round


@transaction.atomic
def reopen_round(*, round: Round, due_at: datetime, reasons: str, by: Actor, at: datetime) -> Round:
    """Take reviews again until `due_at`. Refused while something was decided by its result. Raises DueHasPassed,
    ReopeningReasonMissing, ResultInUse, TransitionRefused."""
    round = lock_round(round)
    require(by, "assessment.manage_round", round)
    if round.state == RoundState.OPEN and round.due_at == due_at:
        return round
    state = RoundState.after("reopen", round.state)
    if due_at <= at:
        raise DueHasPassed(field="due_at")
    if not reasons.strip():
        raise ReopeningReasonMissing()
    if words := what_rests_on(round.owner_kind, round.owner_uuid, at):
        raise ResultInUse(words)
    round.state, round.closed_at, round.due_at, round.reopening_reasons = state, None, due_at, reasons.strip()
    round.save(update_fields=["state", "closed_at", "due_at", "reopening_reasons"])
    round.members.update(reminded_at=None)
    log_event(verb="assessment.reopen_round", by=by, about=round, at=at, data={"due": due_at})
    return round


@transaction.atomic
def set_criteria(*, round: Round, criteria: Sequence[Mapping], by: Actor, at: datetime) -> list[Criterion]:
    """Set all criteria of a round, in order, before its first review.

    Each is `{"label": {lang: text}, "meaning": {lang: text}, "weight": 1-100, "may_be_na": bool, "scale": …}`,
    the scale as `Scale.as_json` writes it.
    Raises CriteriaFixed, CriteriaNotSound.
    """
    round = lock_round(round)
    require(by, "assessment.manage_round", round)
    wanted = [_sound(criterion) for criterion in criteria]
    present = list(round.criteria.all())
    if [_plain(criterion) for criterion in present] == wanted:
        return present
    if round.state == RoundState.CLOSED or Review.objects.filter(entry__round=round).exists():
        raise CriteriaFixed()
    round.criteria.all().delete()
    made = Criterion.objects.bulk_create(
        Criterion(round=round, position=position, **criterion) for position, criterion in enumerate(wanted, 1)
    )
    log_event(
        verb="assessment.set_criteria",
        by=by,
        about=round,
        at=at,
        data={"criteria": len(made), "weights": [criterion.weight for criterion in made]},
    )
    return made


def _plain(criterion: Criterion) -> dict:
    return {name: getattr(criterion, name) for name in ("label", "meaning", "weight", "may_be_na", "scale")}


def _sound(criterion: Mapping) -> dict:
    """The criterion as it is stored, with nothing left out; CriteriaNotSound when it can't be judged by."""
    try:
        scale = Scale.from_json(criterion.get("scale", ())).as_json()
    except ScaleNotSound:
        raise CriteriaNotSound() from None
    label, weight = dict(criterion.get("label") or {}), criterion.get("weight", 1)
    if not (any(label.values()) and type(weight) is int and 1 <= weight <= 100):
        raise CriteriaNotSound()
    return {
        "label": label,
        "meaning": dict(criterion.get("meaning") or {}),
        "weight": weight,
        "may_be_na": bool(criterion.get("may_be_na", False)),
        "scale": scale,
    }
