"""What an award holds of its call and fund: offered, given back, changed. Callers hold the fund's row locked."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from grants.errors import NotEnoughMoney, SumNotSound
from grants.models import Application, Award, Decision, Fund
from grants.queries.applications import latest_version
from grants.queries.money import position_of
from grants.states import AWARDING, COMMITTED, AwardState, DecisionKind
from portal.core.money import Money


def sum_of(row: Application, kind: DecisionKind, sum: Money | None) -> Money:
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


def offer_award(*, row: Application, decision: Decision, fund: Fund, at: datetime) -> Award:
    """The application's award, now resting on `decision` and holding its sum: made, offered anew, or changed. One that
    was accepted stays so. What will be published of it is copied from the version that was submitted. Raises
    NotEnoughMoney.
    """
    award = Award.objects.select_for_update(of=("self",)).filter(application=row).first()
    held = award.sum_minor if award and award.state in COMMITTED else 0
    _hold(row, fund, Money(decision.sum_minor - held, fund.currency))
    if award is None:
        return _made(row, decision, fund, at)
    if award.state not in COMMITTED:
        award.state = AwardState.after("offer", award.state)
        award.answer_due = award.answered_at = award.reminded_at = None
    award.decision, award.sum_minor, award.changed_at = decision, decision.sum_minor, at
    award.save()
    return award


def give_back(*, row: Application, step: str, at: datetime) -> Award | None:
    """The application's award holds nothing any more, if it held something; `step` is "release" for one the applicant
    never was told of, else "withdraw"."""
    award = Award.objects.select_for_update(of=("self",)).filter(application=row, state__in=COMMITTED).first()
    if award is None:
        return None
    award.state, award.changed_at = AwardState.after(step, award.state), at
    award.answer_due = None
    award.save(update_fields=["state", "changed_at", "answer_due"])
    return award


def _hold(row: Application, fund: Fund, amount: Money) -> None:
    """Make sure call and fund hold what is asked of them besides what the award holds already."""
    position = position_of(row.call, fund)
    if amount.minor > 0 and position.left < amount:
        words = _("The call has %(left)s left of its budget; this award would take %(sum)s.")
        raise NotEnoughMoney(words % {"left": position.left, "sum": amount}, position.can_give)
    if amount.minor > 0 and position.fund_left < amount:
        words = _("The fund has %(left)s left; this award would take %(sum)s.")
        raise NotEnoughMoney(words % {"left": position.fund_left, "sum": amount}, position.can_give)


def _made(row: Application, decision: Decision, fund: Fund, at: datetime) -> Award:
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
