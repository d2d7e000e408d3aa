"""What assessment does by the clock."""

from datetime import datetime, timedelta

from portal.assessment.actions.parties import exclude_found_parties
from portal.assessment.actions.reminders import remind_panel
from portal.assessment.queries.rounds import due_between, rounds_in_use
from portal.jobs.registry import job

# How long before the due instant a reviewer with reviews missing is reminded.
REMINDERS = (timedelta(days=7), timedelta(days=2))


@job("assessment.remind_reviewers", every=timedelta(hours=1))
def remind_reviewers(at: datetime) -> int:
    """Remind whoever has reviews missing a week and two days before they are due; how many letters that was."""
    return sum(remind_panel(round=round, before=REMINDERS, at=at) for round in due_between(at, at + max(REMINDERS)))


@job("assessment.exclude_parties", every=timedelta(hours=1))
def exclude_parties(at: datetime) -> int:
    """Write down who has become a party to a case they were given; how many. They can't open it, and what they wrote
    does not count, whether or not this has run."""
    return sum(exclude_found_parties(round=round, at=at) for round in rounds_in_use(at))
