"""Deciding on applications, and telling the applicants."""

from datetime import datetime

from django.db import transaction

from grants.actions.locking import locked_application, locked_fund
from grants.actions.offers import offer_award, sum_of
from grants.errors import AlreadyDecided, AssessmentUnfinished, ReasonsMissing, StillOpen
from grants.letters import decisions as letters
from grants.models import Application, Award, Decision, Fund
from grants.queries.rounds import assessment_gaps, round_of
from grants.states import AWARDING, STEP_OF, ApplicationState, DecisionKind
from portal.assessment.actions.locking import lock_round
from portal.assessment.permission import require_to_judge
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.clock import end_of_day
from portal.core.money import Money
from portal.core.states import TransitionRefused
from portal.mail.grace import GRACE
from portal.people.models import User


@transaction.atomic
def decide_application(
    *,
    application: Application,
    kind: str,
    sum: Money | None,
    reasons: str,
    by: User | None,
    at: datetime,
    override_reasons: str = "",
) -> Decision:
    """Decide once, with reasons. An award takes its sum from call and fund at once, the fund's row locked so that two
    people deciding at the same moment can't give the same money twice. The applicant learns of it when announced.

    `sum` is what an award in part comes to; an award in full is what was sought; otherwise nothing. The same decision
    with the same reasons asked twice is done once; another one is refused, and says what stands. It rests on reviews
    that are closed and complete, unless it dismisses, or `override_reasons` say why it does not. Raises NotAllowed,
    Recused, StillOpen, AssessmentUnfinished, ReasonsMissing, SumNotSound, NotEnoughMoney, AlreadyDecided,
    TransitionRefused.
    """
    require_to_judge(by, "grants.decide_application", application)
    fund = locked_fund(application.call.fund_id)
    row = locked_application(application.uuid)
    kind, reasons = DecisionKind(kind), reasons.strip()
    amount = sum_of(row, kind, sum)
    existing = row.decision
    if existing and existing.voided_at is None:
        if (existing.kind, existing.sum_minor, existing.reasons) == (kind, amount.minor, reasons):
            return existing
        raise AlreadyDecided(_stands(existing, amount.currency), who=_name(existing.decided_by), at=existing.decided_at)
    return take_decision(
        row=row, fund=fund, kind=kind, amount=amount, reasons=reasons, override_reasons=override_reasons, by=by, at=at
    )


def take_decision(
    *,
    row: Application,
    fund: Fund,
    kind: DecisionKind,
    amount: Money,
    reasons: str,
    override_reasons: str,
    by: User | None,
    at: datetime,
    replaces: Decision | None = None,
) -> Decision:
    """Decide on a locked, undecided application, its fund locked too: part of the actions that decide, which check who
    may. Raises StillOpen, AssessmentUnfinished, ReasonsMissing, NotEnoughMoney, TransitionRefused."""
    state = ApplicationState.after(STEP_OF[kind], row.state)
    if not reasons:
        raise ReasonsMissing()
    if row.call.closes_at > at:
        raise StillOpen()
    override = require_assessment(row=row, kind=kind, override_reasons=override_reasons, at=at)
    decision = Decision.objects.create(
        application=row,
        kind=kind,
        sum_minor=amount.minor,
        reasons=reasons,
        decided_at=at,
        decided_by=by,
        override_reasons=override,
        replaces=replaces,
    )
    if kind in AWARDING:
        offer_award(row=row, decision=decision, fund=fund, at=at)
    row.state, row.decision = state, decision
    row.save(update_fields=["state", "decision"])
    log_event(verb="grants.decide_application", by=by, about=row, at=at, data=facts_of(row, decision))
    return decision


def _name(user: User | None) -> str:
    return user.get_full_name() if user else ""


def _stands(decision: Decision, currency: str) -> str:
    """A decision in a line: what, how much, why."""
    kind = DecisionKind(decision.kind)
    sum = str(Money(decision.sum_minor, currency)) if kind in AWARDING else ""
    return " · ".join(part for part in (str(kind.label), sum, decision.reasons) if part)


def require_assessment(*, row: Application, kind: DecisionKind, override_reasons: str, at: datetime) -> str:
    """Why it is decided without closed, complete reviews: empty where it rests on such, or on the formal requirements
    alone. The round is locked, so that it is not opened again meanwhile. Raises AssessmentUnfinished."""
    if kind == DecisionKind.DISMISS:
        return ""
    if round := round_of(row.call):
        lock_round(round)
    gaps = assessment_gaps(row, at)
    if gaps and not override_reasons.strip():
        raise AssessmentUnfinished(gaps)
    return override_reasons.strip() if gaps else ""


def facts_of(row: Application, decision: Decision) -> dict:
    """What the audit log keeps of a decision."""
    return {
        "reference": row.reference,
        "kind": str(decision.kind),
        "sum_minor": decision.sum_minor,
        "currency": row.call.fund.currency,
        **({"without_complete_assessment": True} if decision.override_reasons else {}),
    }


@transaction.atomic
def announce_decision(*, application: Application, by: Actor, at: datetime) -> Decision:
    """Tell the applicant in fifteen minutes: then the letter goes out, the decision shows on their page, and an award
    waits for their answer. Until then `stop_announcement` takes it back.

    Asked twice, done once. Raises NotAllowed, Recused (it says when an applicant hears, and with which reasons),
    TransitionRefused (nothing was decided yet).
    """
    require_to_judge(by, "grants.decide_application", application)
    row = locked_application(application.uuid)
    decision = row.decision
    if decision is None or decision.voided_at:
        raise TransitionRefused()
    if decision.announced_at:
        return decision
    decision.announced_at, decision.announcements = at + GRACE, decision.announcements + 1
    decision.save(update_fields=["announced_at", "announcements"])
    award = Award.objects.filter(decision=decision).first()
    if award:
        award.answer_due = end_of_day(decision.announced_at, row.call.answer_days, row.call.zone)
        award.changed_at = at
        award.save(update_fields=["answer_due", "changed_at"])
    log_event(
        verb="grants.announce_decision",
        by=by,
        about=row,
        at=at,
        data={"reference": row.reference, "kind": decision.kind, "from": decision.announced_at},
    )
    letters.queue_decision_letter(row, decision, award, at)
    return decision
