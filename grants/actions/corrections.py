"""Ways back from a decision: stop telling it, change it, take it back; once told, correct it by a new one."""

from datetime import datetime

from django.db import transaction

from grants.actions.decisions import facts_of, require_assessment, take_decision
from grants.actions.locking import locked_application, locked_fund
from grants.actions.offers import give_back, offer_award, sum_of
from grants.actions.publication import unpublish
from grants.errors import NothingToChange, NotTold, ReasonsMissing, ToldAlready
from grants.letters import decisions as letters
from grants.models import Application, Award, Decision, Fund
from grants.states import AWARDING, CORRECTION_OF, ApplicationState, AwardState, DecisionKind
from portal.assessment.permission import require_to_judge
from portal.audit.actions.reversals import record_reversal
from portal.core.clock import end_of_day
from portal.core.money import Money
from portal.core.states import TransitionRefused
from portal.people.models import User


@transaction.atomic
def stop_announcement(*, application: Application, why: str, by: User | None, at: datetime) -> Decision:
    """Within the minutes before the applicant is told: they are not, and the decision waits to be announced.

    Asked twice, done once. Raises NotAllowed, Recused, ReasonForChangeMissing, ToldAlready, TransitionRefused.
    """
    require_to_judge(by, "grants.decide_application", application)
    row = locked_application(application.uuid)
    decision = _standing(row)
    if decision.announced_at is None:
        return decision
    if not decision.can_be_stopped(at):
        raise ToldAlready()
    _untell(decision, at)
    data = {"reference": row.reference, "kind": decision.kind}
    record_reversal(about=row, verb="grants.stop_announcement", why=why, by=by, at=at, data=data)
    return decision


@transaction.atomic
def take_back_decision(*, application: Application, why: str, by: User | None, at: datetime) -> Application:
    """A decision the applicant does not know of is no more: its award holds nothing, and the application stands where
    it stood, in assessment or before the formal check. The decision stays on record, void.

    Raises NotAllowed, Recused, ReasonForChangeMissing, ToldAlready, TransitionRefused.
    """
    require_to_judge(by, "grants.decide_application", application)
    locked_fund(application.call.fund_id)
    row = locked_application(application.uuid)
    decision = _standing(row)
    if decision.is_told(at):
        raise ToldAlready()
    data = facts_of(row, decision)
    _void(row, decision, at)
    record_reversal(about=row, verb="grants.take_back_decision", why=why, by=by, at=at, data=data)
    return row


@transaction.atomic
def revise_decision(
    *,
    application: Application,
    kind: str,
    sum: Money | None,
    reasons: str,
    why: str,
    by: User | None,
    at: datetime,
    override_reasons: str = "",
) -> Decision:
    """Decide otherwise, or with other reasons, before the applicant is told; the money is right at every moment. One
    that was about to be told has to be announced anew.

    Raises NotAllowed, Recused, ReasonForChangeMissing, ToldAlready, and what deciding raises.
    """
    require_to_judge(by, "grants.decide_application", application)
    fund = locked_fund(application.call.fund_id)
    row = locked_application(application.uuid)
    earlier, kind, reasons = _standing(row), DecisionKind(kind), reasons.strip()
    if earlier.is_told(at):
        raise ToldAlready()
    amount = sum_of(row, kind, sum)
    if (earlier.kind, earlier.sum_minor, earlier.reasons) == (kind, amount.minor, reasons):
        raise NothingToChange()
    # A dismissal by the formal check is taken back whole: the check is done anew.
    if earlier.formal_check_id:
        raise TransitionRefused()
    _void(row, earlier, at)
    record_reversal(about=row, verb="grants.revise_decision", why=why, by=by, at=at, data=facts_of(row, earlier))
    return take_decision(
        row=row,
        fund=fund,
        kind=kind,
        amount=amount,
        reasons=reasons,
        override_reasons=override_reasons,
        by=by,
        at=at,
        replaces=earlier,
    )


@transaction.atomic
def correct_decision(
    *,
    application: Application,
    kind: str,
    sum: Money | None,
    reasons: str,
    why: str,
    by: User | None,
    at: datetime,
    override_reasons: str = "",
) -> Decision:
    """Correct a decision the applicant was told of, by a new one of today that says what it replaces and `why`. It
    holds at once and they are told at once, with what changes; the earlier one stays on record.

    An accepted award that is raised or reduced stays accepted; one that was declined, and a new one, waits for an
    answer. One that is no award any more gives its money back, and leaves the site if it was published.
    Raises NotAllowed, Recused, ReasonForChangeMissing, ReasonsMissing, NotTold, NothingToChange, AssessmentUnfinished,
    SumNotSound, NotEnoughMoney, TransitionRefused.
    """
    require_to_judge(by, "grants.decide_application", application)
    fund = locked_fund(application.call.fund_id)
    row = locked_application(application.uuid)
    earlier, kind, reasons = _standing(row), DecisionKind(kind), reasons.strip()
    if not earlier.is_told(at):
        raise NotTold()
    if not reasons:
        raise ReasonsMissing()
    amount = sum_of(row, kind, sum)
    if (earlier.kind, earlier.sum_minor, earlier.reasons) == (kind, amount.minor, reasons):
        raise NothingToChange()
    override = require_assessment(row=row, kind=kind, override_reasons=override_reasons, at=at)
    decision = Decision.objects.create(
        application=row,
        kind=kind,
        sum_minor=amount.minor,
        reasons=reasons,
        decided_at=at,
        decided_by=by,
        override_reasons=override,
        announced_at=at,
        announcements=1,
        replaces=earlier,
    )
    row.decision = decision
    row.state = _corrected_state(row, earlier, kind)
    award = _corrected_award(row, decision, fund, at)
    row.save(update_fields=["state", "decision"])
    letters.stop_decision_letters(earlier, at)
    data = {**facts_of(row, decision), "was": earlier.kind, "was_minor": earlier.sum_minor}
    record_reversal(about=row, verb="grants.correct_decision", why=why, by=by, at=at, data=data)
    letters.queue_corrected_letter(row, decision, award, why, at)
    return decision


def _standing(row: Application) -> Decision:
    if row.decision is None or row.decision.voided_at:
        raise TransitionRefused()
    return row.decision


def _untell(decision: Decision, at: datetime) -> None:
    """Raises ToldAlready where an e-mail has left."""
    if decision.announced_at is None:
        return
    if not letters.stop_decision_letters(decision, at):
        raise ToldAlready()
    decision.announced_at = None
    decision.save(update_fields=["announced_at"])
    Award.objects.filter(decision=decision).update(answer_due=None, changed_at=at)


def _void(row: Application, decision: Decision, at: datetime) -> None:
    """The decision is void, the application stands where it stood before."""
    _untell(decision, at)
    decision.voided_at = at
    decision.save(update_fields=["voided_at"])
    give_back(row=row, step="release", at=at)
    step = "take_back_check" if decision.formal_check else "take_back"
    row.state, row.decision = ApplicationState.after(step, row.state), None
    row.save(update_fields=["state", "decision"])
    if decision.formal_check:
        decision.formal_check.voided_at = at
        decision.formal_check.save(update_fields=["voided_at"])


def _corrected_state(row: Application, earlier: Decision, kind: DecisionKind) -> str:
    """An award that stays one stays where its applicant's answer left it, but for one they declined."""
    stays = earlier.kind in AWARDING and kind in AWARDING and row.state != ApplicationState.DECLINED
    if stays or (earlier.kind == kind and kind not in AWARDING):
        return row.state
    return ApplicationState.after(CORRECTION_OF[kind], row.state)


def _corrected_award(row: Application, decision: Decision, fund: Fund, at: datetime) -> Award | None:
    if decision.kind not in AWARDING:
        if published := Award.objects.select_for_update(of=("self",)).filter(application=row).first():
            unpublish(award=published, public_reasons="", at=at)
        give_back(row=row, step="withdraw", at=at)
        return None
    award = offer_award(row=row, decision=decision, fund=fund, at=at)
    if award.state == AwardState.OFFERED:
        award.answer_due, award.reminded_at = end_of_day(at, row.call.answer_days, row.call.zone), None
        award.save(update_fields=["answer_due", "reminded_at"])
    return award
