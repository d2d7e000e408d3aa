"""Giving and taking staff roles."""

from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction

from portal.audit.actions.events import log_event
from portal.core.permission import require
from portal.people.actions.locks import locked_account, require_remaining_administrator
from portal.people.errors import AccountEnded, UnknownRole
from portal.people.letters import queue_role_letter
from portal.people.models import User
from portal.people.roles import ADMINISTRATOR, ROLES


def grant_role(*, account: User, role: str, by: User | None, at: datetime) -> User:
    """Makes an account a member of a staff role and tells its holder. Raises UnknownRole, AccountEnded."""
    require(by, "people.grant_role", account)
    with transaction.atomic():
        group = _group(role)
        user = locked_account(account)
        if not user.is_active:
            raise AccountEnded()
        if not user.groups.filter(pk=group.pk).exists():
            user.groups.add(group)
            entry = log_event(verb="people.grant_role", by=by, about=user, at=at, data={"role": role})
            queue_role_letter(user=user, role=role, given=True, reason=f"people.role:{entry.pk}", at=at)
    return user


def revoke_role(*, account: User, role: str, by: User | None, at: datetime) -> User:
    """Ends an account's membership of a staff role and tells its holder. Raises UnknownRole, LastAdministrator."""
    require(by, "people.revoke_role", account)
    with transaction.atomic():
        if role == ADMINISTRATOR:
            require_remaining_administrator(account)
        group = _group(role)
        user = locked_account(account)
        if user.groups.filter(pk=group.pk).exists():
            user.groups.remove(group)
            entry = log_event(verb="people.revoke_role", by=by, about=user, at=at, data={"role": role})
            if user.is_active:
                queue_role_letter(user=user, role=role, given=False, reason=f"people.role:{entry.pk}", at=at)
    return user


def _group(role: str) -> Group:
    if role not in ROLES:
        raise UnknownRole()
    return Group.objects.get(name=role)
