"""What staff read before telling an applicant is stopped, and before a decision nobody knows of is taken back."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from grants.models import Application, Award, Decision
from grants.queries.money import position_of
from grants.states import COMMITTED, DecisionKind
from portal.adminkit.preflight import Preflight
from portal.core.formats import when
from portal.people.models import User


def before_stopping(records: list[Application], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    consequences = []
    for application in records:
        decision = application.decision
        if decision is None or not decision.can_be_stopped(at):
            continue
        consequences += [_not_told(application, decision), *_held(application)]
    return Preflight(
        consequences=[*consequences, _("What was decided stands, and waits until you tell the applicant.")]
    )


def before_taking_back(records: list[Application], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [application] = records
    decision, call = application.decision, application.call
    if decision is None:
        return Preflight()  # somebody was quicker: the action says so
    consequences = [
        _("The decision of %(at)s is void: “%(kind)s”. It stays on record.")
        % {"at": when(decision.decided_at, call.zone), "kind": DecisionKind(decision.kind).label},
        _not_told(application, decision) if decision.can_be_stopped(at) else _("The applicant does not know of it."),
        _("The application waits for the formal check, which is done anew.")
        if decision.formal_check_id
        else _("The application is in assessment again, and can be decided anew."),
    ]
    if award := _held_award(application):
        words = _("%(sum)s is free again. %(left)s of the call is left then.")
        consequences.append(words % {"sum": award.sum, "left": position_of(call, without=application).left})
    return Preflight(consequences=consequences)


def _not_told(application: Application, decision: Decision) -> str:
    words = _("%(reference)s: the applicant was to be told “%(kind)s” on %(at)s, and is not.")
    return words % {
        "reference": application.reference,
        "at": when(decision.announced_at, application.call.zone),
        "kind": DecisionKind(decision.kind).label,
    }


def _held(application: Application) -> list[str]:
    award = _held_award(application)
    words = _("%(reference)s: %(sum)s stays held for the award. It does not wait for an answer.")
    return [words % {"reference": application.reference, "sum": award.sum}] if award else []


def _held_award(application: Application) -> Award | None:
    """The award of the decision that stands, while money is held for it."""
    award = application.award_or_none
    stands = award is not None and award.decision_id == application.decision_id and award.state in COMMITTED
    return award if stands else None
