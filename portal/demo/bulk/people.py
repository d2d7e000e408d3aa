"""Who acts and judges in the bulk."""

from datetime import datetime

from portal.people.actions.accounts import open_account
from portal.people.actions.roles import grant_role
from portal.people.models import User
from portal.people.roles import MANAGER

MANAGER_ADDRESS = "bulk-manager@example.org"
APPLICANT_ADDRESS = "bulk-applicant@example.org"


def manager(at: datetime) -> User:
    """The manager in whose name editions, calls and rounds of the bulk are made."""
    account = open_account(email=MANAGER_ADDRESS, name="Bulk Manager", at=at, confirmed=True)
    grant_role(account=account, role=MANAGER, by=None, at=at)
    return User.objects.get(pk=account.pk)


def reviewers(wanted: int, *, by: User, at: datetime) -> tuple[list[User], int]:
    """`wanted` accounts that sit on the panels, at least three; and how many of them are new."""
    addresses = [f"bulk-reviewer{number}@example.org" for number in range(1, max(wanted, 3) + 1)]
    there = set(User.objects.filter(email__in=addresses).values_list("email", flat=True))
    for address in addresses:
        if address not in there:
            open_account(email=address, name=address.split("@")[0].title(), at=at, confirmed=True)
    return list(User.objects.filter(email__in=addresses).order_by("id")), len(addresses) - len(there)


def applicant(at: datetime) -> User:
    """Whoever applies in the bulk: nobody of the secretariat, who would be recused from what they wrote themselves."""
    return open_account(email=APPLICANT_ADDRESS, name="Bulk Applicant", at=at, confirmed=True)
