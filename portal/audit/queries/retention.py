"""Which rule holds, and from when something may be let go."""

import calendar
from datetime import date, datetime
from typing import TypeVar

from django.db.models import QuerySet

from portal.audit.models import Restriction, RetentionRule
from portal.core.actors import Viewer

Moment = TypeVar("Moment", date, datetime)


def months_before(moment: Moment, months: int) -> Moment:
    """The same day so many months earlier, or the last day of that month: 31 March less one month is 28 February."""
    return months_after(moment, -months)


def months_after(moment: Moment, months: int) -> Moment:
    """The same day so many months later, or the last day of that month."""
    count = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(count, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def retention_rule(noun: str, country: str = "") -> RetentionRule | None:
    """The rule for a noun in a country: its own, else the one for all others."""
    rules = {rule.country: rule for rule in RetentionRule.objects.filter(noun=noun, country__in={country, ""})}
    return rules.get(country) or rules.get("")


def keep_until(noun: str, since: Moment, country: str = "") -> Moment | None:
    """Until when something counted from `since` is kept; None where no rule says."""
    rule = retention_rule(noun, country)
    return months_after(since, rule.months) if rule else None


def longest_months(noun: str, default: int) -> int:
    """The longest term any country has for a noun, in months."""
    months = RetentionRule.objects.filter(noun=noun).order_by("-months").values_list("months", flat=True).first()
    return months or default


def retention_rules_visible_to(viewer: Viewer, at: datetime) -> QuerySet:
    """Every rule, for administrators."""
    if viewer.is_authenticated and viewer.has_role("administrator"):
        return RetentionRule.objects.all()
    return RetentionRule.objects.none()


def restrictions_visible_to(viewer: Viewer, at: datetime) -> QuerySet:
    """Every restriction, for administrators and programme managers."""
    if viewer.is_authenticated and viewer.has_role("administrator", "manager"):
        return Restriction.objects.all()
    return Restriction.objects.none()
