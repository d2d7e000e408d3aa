"""What a fund and a call still hold. Awards the applicant declined hold nothing."""

from dataclasses import dataclass

from django.db.models import Q, Sum

from grants.models import Application, Award, Call, Fund
from grants.states import COMMITTED
from portal.core.money import Money


@dataclass(frozen=True, slots=True)
class Position:
    """Where the money of a call stands: its budget, what was awarded of it, what is left of it and of its fund."""

    budget: Money
    awarded: Money
    left: Money
    fund_left: Money

    @property
    def can_give(self) -> Money:
        """The most one more award can be."""
        return min(self.left, self.fund_left, key=lambda money: money.minor)


def position_of(call: Call, fund: Fund | None = None, *, without: Application | None = None) -> Position:
    """The position of a call, in one query; `without` the award of an application that is decided anew. Callers that
    decide hold the fund's row locked."""
    fund = fund or call.fund
    awards = Award.objects.filter(fund=fund, state__in=COMMITTED)
    if without is not None:
        awards = awards.exclude(application=without)
    sums = awards.aggregate(fund=Sum("sum_minor", default=0), call=Sum("sum_minor", filter=Q(call=call), default=0))
    awarded = Money(sums["call"], fund.currency)
    return Position(call.budget, awarded, call.budget - awarded, fund.sum - Money(sums["fund"], fund.currency))
