"""What the actions of this app lock, always in this order: the administrators' group, then one row."""

from django.contrib.auth.models import Group

from portal.people.errors import LastAdministrator
from portal.people.models import User
from portal.people.roles import ADMINISTRATOR


def locked_account(account: User) -> User:
    """The account's row, locked for this transaction."""
    return User.objects.select_for_update(of=("self",)).get(pk=account.pk)


def require_remaining_administrator(leaving: User) -> None:
    """Raises LastAdministrator if no other active administrator would be left.

    Locks the group's row first, so that two administrators who remove each other at once do so one after the other.
    """
    group = Group.objects.select_for_update().get(name=ADMINISTRATOR)
    others = User.objects.filter(groups=group, is_active=True).exclude(pk=leaving.pk)
    if leaving.is_active and leaving.groups.filter(pk=group.pk).exists() and not others.exists():
        raise LastAdministrator()
