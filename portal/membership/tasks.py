"""What runs by the clock."""

from datetime import datetime, timedelta

from portal.jobs.registry import job
from portal.membership.actions.contributions import draft_contributions
from portal.membership.actions.reminders import remind_politicians, tell_of_ending_memberships


@job("membership.remind", every=timedelta(hours=6))
def remind(at: datetime) -> int:
    """Memberships that end soon, and politicians who have not answered."""
    return tell_of_ending_memberships(at=at) + remind_politicians(at=at)


@job("membership.draft_contributions", every=timedelta(days=1))
def draft_contributions_daily(at: datetime) -> int:
    """Invoices of years that begin soon, for finance to issue."""
    return draft_contributions(at=at)
