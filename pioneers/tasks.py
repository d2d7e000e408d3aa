"""What the prize does by the clock. The reveal is none of it: that is a condition in a query."""

from datetime import timedelta

from pioneers.actions.candidates import expire_candidacies
from pioneers.actions.choosing import send_results
from pioneers.actions.drafts import expire_drafts
from pioneers.actions.renewals import remind_of_renewals
from portal.jobs.registry import job


@job("pioneers.send_results", every=timedelta(minutes=1))
def results(at):
    """Letters to laureates and to those not chosen, once the reveal has come."""
    return send_results(at=at)


@job("pioneers.expire_candidacies", every=timedelta(minutes=10))
def expiries(at):
    """Nominees whose time to answer has run out."""
    return expire_candidacies(at=at)


@job("pioneers.remind_of_renewals", every=timedelta(hours=1))
def renewals(at):
    """Nominees and guardians whose yes ends soon."""
    return remind_of_renewals(at=at)


@job("pioneers.drop_drafts", every=timedelta(hours=1))
def drafts(at):
    """Drafts nobody touched for 21 days."""
    return expire_drafts(at=at)
