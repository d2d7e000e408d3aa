"""Deciding on applications, and telling the applicants."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from grants import letters
from grants.actions.locking import locked_application, locked_fund
from grants.errors import AlreadyDecided, NotEnoughMoney, ReasonsMissing, SumNotSound
from grants.models import Application, Award, Decision, Fund
from grants.queries.applications import latest_version
from grants.queries.money import position_of
from grants.states import AWARDING, STEP_OF, ApplicationState, DecisionKind
from portal.assessment.permission import require_to_judge
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.clock import end_of_day
from portal.core.money import Money
from portal.core.states import TransitionRefused
from portal.people.models import User


@transaction.atomic
def decide_application(
    *, application: Application, kind: str, sum: Money | None, reasons: str, by: User | None, at: datetime
) -> Decision:
    """Decide once, with reasons. An award takes its sum from call and fund at once, the fund's row locked so that two
    people deciding at the same moment can't give the same money twice. The applicant learns of it when announced.

    `sum` is what an award in part comes to; an award in full is what was sought; otherwise nothing. The same decision
    with the same reasons asked twice is done once; another one is refused, and says what stands. Raises NotAllowed,
    Recused, ReasonsMissing, SumNotSound, NotEnoughMoney, AlreadyDecided, TransitionRefused.
    """
    require_to_judge(by, "grants.decide_application", application)
    fund = locked_fund(application.call.fund_id)
    row = locked_application(application.uuid)
    kind, reasons = DecisionKind(kind), reasons.strip()
    amount = _amount(row, kind, sum)
    existing = Decision.objects.filter(application=row).first()
    if existing and existing.voided_at is None:
        if (existing.kind, existing.sum_minor, existing.reasons) == (kind, amount.minor, reasons):
            return existing
        raise AlreadyDecided(_stands(existing, amount.currency), who=_name(existing.decided_by), at=existing.decided_at)
    state = ApplicationState.after(STEP_OF[kind], row.state)
    if not reasons:
        raise ReasonsMissing()
    if kind in AWARDING:
        _hold(row, fund, amount)
    decision = Decision.objects.create(
        application=row, kind=kind, sum_minor=amount.minor, reasons=reasons, decided_at=at, decided_by=by
    )
    if kind in AWARDING:
        _make_award(row, decision, fund, at)
    row.state = state
    row.save(update_fields=["state"])
    log_event(
        verb="grants.decide_application",
        by=by,
        about=row,
        at=at,
        data={"reference": row.reference, "kind": kind.value, "sum_minor": amount.minor, "currency": amount.currency},
    )
    return decision


def _name(user: User | None) -> str:
    return user.get_full_name() if user else ""


def _stands(decision: Decision, currency: str) -> str:
    """A decision in a line: what, how much, why."""
    kind = DecisionKind(decision.kind)
    sum = str(Money(decision.sum_minor, currency)) if kind in AWARDING else ""
    return " · ".join(part for part in (str(kind.label), sum, decision.reasons) if part)


def _amount(row: Application, kind: DecisionKind, sum: Money | None) -> Money:
    """The sum a decision of this kind comes to. Raises SumNotSound."""
    sought = Money(row.sought_minor, row.call.fund.currency)
    if kind not in AWARDING:
        return Money(0, sought.currency)
    if kind == DecisionKind.AWARD_FULL:
        return sought
    if sum is None:
        raise SumNotSound(_("Enter the amount awarded."))
    if sum.minor <= 0:
        raise SumNotSound(_("The sum must be more than zero."))
    if not sum < sought:
        raise SumNotSound(_("A partial award must be less than the %(sought)s applied for.") % {"sought": sought})
    if sum < row.call.smallest:
        raise SumNotSound(_("The smallest award of this call is %(bound)s.") % {"bound": row.call.smallest})
    return sum


def _hold(row: Application, fund: Fund, amount: Money) -> None:
    """Make sure call and fund hold the sum. The fund is locked by the caller."""
    position = position_of(row.call, fund)
    if position.left < amount:
        words = _("The call has %(left)s left of its budget; this award would take %(sum)s.")
        raise NotEnoughMoney(words % {"left": position.left, "sum": amount}, position.can_give)
    if position.fund_left < amount:
        words = _("The fund has %(left)s left; this award would take %(sum)s.")
        raise NotEnoughMoney(words % {"left": position.fund_left, "sum": amount}, position.can_give)


def _make_award(row: Application, decision: Decision, fund: Fund, at: datetime) -> Award:
    """The award, with what will be published of it copied from the version that was submitted."""
    answers = latest_version(row).snapshot["answers"]
    awarded_on = at.astimezone(ZoneInfo(row.call.zone)).date()
    return Award.objects.create(
        decision=decision,
        application=row,
        call=row.call,
        fund=fund,
        organisation=row.organisation,
        city=row.city,
        country=row.city.country_id if row.city else row.organisation.country_id,
        title=answers["title"],
        summary=answers["summary"],
        sum_minor=decision.sum_minor,
        sought_minor=row.sought_minor,
        currency=fund.currency,
        awarded_on=awarded_on,
        year=awarded_on.year,
        starts=date.fromisoformat(answers["starts"].strip()),
        ends=date.fromisoformat(answers["ends"].strip()),
        language=row.language,
        changed_at=at,
    )


@transaction.atomic
def announce_decision(*, application: Application, by: Actor, at: datetime) -> Decision:
    """Tell the applicant: the letter goes out, the decision shows on their page, and an award waits for their answer.

    Asked twice, done once. Raises NotAllowed, Recused (it says when an applicant hears, and with which reasons),
    TransitionRefused (nothing was decided yet).
    """
    require_to_judge(by, "grants.decide_application", application)
    row = locked_application(application.uuid)
    decision = Decision.objects.filter(application=row).first()
    if decision is None or decision.voided_at:
        raise TransitionRefused()
    if decision.announced_at:
        return decision
    decision.announced_at = at
    decision.save(update_fields=["announced_at"])
    award = Award.objects.filter(decision=decision).first()
    if award:
        award.answer_due, award.changed_at = end_of_day(at, row.call.answer_days, row.call.zone), at
        award.save(update_fields=["answer_due", "changed_at"])
    log_event(
        verb="grants.announce_decision",
        by=by,
        about=row,
        at=at,
        data={"reference": row.reference, "kind": decision.kind},
    )
    letters.queue_decision_letter(row, decision, award, at)
    return decision
