"""The formal check before assessment."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.locking import locked_application
from grants.errors import NoRound, PointsNotMet, ReasonsMissing, StillOpen
from grants.models import Application, Decision, EligibilityCheck
from grants.queries.rounds import SUBJECT, round_of
from grants.states import ApplicationState, DecisionKind
from portal.assessment.actions.entries import add_entry
from portal.assessment.permission import require_to_judge
from portal.assessment.states import RoundState
from portal.audit.actions.events import log_event
from portal.audit.queries.repeats import already_done
from portal.core.actors import Actor
from portal.people.models import User


@transaction.atomic
def check_eligibility(
    *, application: Application, passed: bool, points: dict[str, bool], reasons: str, by: User | None, at: datetime
) -> EligibilityCheck:
    """Pass an application on to assessment, or dismiss it with reasons. A dismissal is a decision: the applicant is
    told when it is announced, and until then it can be taken back.

    `points` says of each point of the checklist whether it is met. Asked twice alike, done once.
    Raises AlreadyDone (with another outcome or other reasons), NotAllowed, Recused, ReasonsMissing, PointsNotMet,
    StillOpen, NoRound, TransitionRefused.
    """
    require_to_judge(by, "grants.check_eligibility", application)
    row = locked_application(application.uuid)
    version = row.versions.order_by("-number").first()
    existing = EligibilityCheck.objects.filter(version=version, voided_at=None).first() if version else None
    if existing and (existing.passed, existing.points, existing.reasons) == (passed, points, reasons.strip()):
        return existing
    if existing and not ApplicationState.allows("pass" if passed else "fail", row.state):
        outcome = _("Meets the formal requirements") if existing.passed else _("Does not meet the formal requirements")
        stands = " · ".join(part for part in (outcome, existing.reasons) if part)
        raise already_done(row, "grants.check_eligibility", stands)
    state = ApplicationState.after("pass" if passed else "fail", row.state)
    if row.call.closes_at > at:
        raise StillOpen()
    reasons = reasons.strip()
    if not passed and not reasons:
        raise ReasonsMissing()
    if passed and not all(points.values()):
        raise PointsNotMet()
    assert version is not None  # it was submitted, or the state would not have let it through
    check = EligibilityCheck.objects.create(
        application=row, version=version, passed=passed, points=points, reasons=reasons, at=at, by=by
    )
    row.state = state
    if passed:
        _enter(row, by, at)
    else:
        row.decision = Decision.objects.create(
            application=row,
            kind=DecisionKind.DISMISS,
            reasons=reasons,
            decided_at=at,
            decided_by=by,
            formal_check=check,
        )
    row.save(update_fields=["state", "decision"])
    log_event(
        verb="grants.check_eligibility",
        by=by,
        about=row,
        at=at,
        data={"reference": row.reference, "passed": passed, "points": points, "version": version.number},
    )
    return check


def _enter(row: Application, by: Actor, at: datetime) -> None:
    """Make the application an entry of its call's round. One that is closed takes no more: to decide on the application
    then takes a reason, or the round is opened again before anything rests on it."""
    round_ = round_of(row.call)
    if round_ is None:
        raise NoRound()
    if round_.state == RoundState.CLOSED:
        return
    add_entry(round=round_, subject_kind=SUBJECT, subject_uuid=row.uuid, reference=row.reference or "", by=by, at=at)
