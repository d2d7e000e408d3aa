"""Funds and who follows them."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from grants.actions.locking import locked_fund
from grants.errors import FundCommitted
from grants.models import Award, Fund, FundSeat
from grants.states import COMMITTED
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.money import Money
from portal.core.permission import require
from portal.people.models import User

FIELDS = ("name", "funder", "currency", "sum_minor", "rules")


@transaction.atomic
def create_fund(*, by: Actor, at: datetime, **fields: Any) -> Fund:
    """Raises NotAllowed."""
    require(by, "grants.manage_funds")
    fund = Fund.objects.create(created_at=at, **fields)
    log_event(verb="grants.create_fund", by=by, about=fund, at=at, data=_facts(fund))
    return fund


@transaction.atomic
def update_fund(*, fund: Fund, by: Actor, at: datetime, **fields: Any) -> Fund:
    """Change a fund, never to less than it has awarded. Raises NotAllowed, FundCommitted."""
    require(by, "grants.manage_funds")
    row = locked_fund(fund.pk)
    changed = sorted(name for name in FIELDS if name in fields and getattr(row, name) != fields[name])
    if not changed:
        return row
    if "currency" in changed and row.calls.exists():
        raise FundCommitted(_("The currency can't change once the fund has calls."), field="currency")
    held = sum(Award.objects.filter(fund=row, state__in=COMMITTED).values_list("sum_minor", flat=True))
    if fields.get("sum_minor", row.sum_minor) < held:
        raise FundCommitted(_("%(sum)s of this fund has already been awarded.") % {"sum": Money(held, row.currency)})
    for name in changed:
        setattr(row, name, fields[name])
    row.save()
    log_event(verb="grants.update_fund", by=by, about=row, at=at, data={**_facts(row), "changed": changed})
    return row


@transaction.atomic
def add_funder(*, fund: Fund, user: User, by: Actor, at: datetime) -> FundSeat:
    """Let someone of the funder follow what their money pays for. Raises NotAllowed."""
    require(by, "grants.manage_funds")
    row = locked_fund(fund.pk)
    seat, new = FundSeat.objects.get_or_create(fund=row, user=user, defaults={"since": at})
    if new:
        log_event(verb="grants.add_funder", by=by, about=row, at=at)
    return seat


@transaction.atomic
def remove_funder(*, fund: Fund, user: User, by: Actor, at: datetime) -> None:
    require(by, "grants.manage_funds")
    row = locked_fund(fund.pk)
    removed, _kinds = FundSeat.objects.filter(fund=row, user=user).delete()
    if removed:
        log_event(verb="grants.remove_funder", by=by, about=row, at=at)


def _facts(fund: Fund) -> dict:
    return {"sum_minor": fund.sum_minor, "currency": fund.currency}
