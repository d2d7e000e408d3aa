"""Who may do what with accounts, roles and people, as small named predicates; and the predicates of the roles, which
every other app builds its own rules from."""

import rules

from portal.core.actors import Viewer
from portal.people.models import User
from portal.people.roles import ADMINISTRATOR, FINANCE, MANAGER


def _holds(user: Viewer, *roles: str) -> bool:
    return user.is_authenticated and user.has_role(*roles)


@rules.predicate
def is_manager(user: Viewer) -> bool:
    return _holds(user, MANAGER)


@rules.predicate
def is_finance(user: Viewer) -> bool:
    return _holds(user, FINANCE)


@rules.predicate
def is_administrator(user: Viewer) -> bool:
    return _holds(user, ADMINISTRATOR)


@rules.predicate
def is_secretariat(user: Viewer) -> bool:
    return user.is_authenticated and user.is_secretariat


@rules.predicate
def is_own_account(user: Viewer, account: User | None) -> bool:
    return account is not None and user.is_authenticated and user.pk == account.pk


# Accounts and roles are the administrators' matter.
rules.add_perm("people.see_accounts", is_administrator)
rules.add_perm("people.invite_staff", is_administrator)
rules.add_perm("people.grant_role", is_administrator)
rules.add_perm("people.revoke_role", is_administrator)
rules.add_perm("people.deactivate_account", is_administrator)
rules.add_perm("people.reactivate_account", is_administrator)
rules.add_perm("people.reset_second_factor", is_administrator & ~is_own_account)
rules.add_perm("people.end_sessions", is_administrator | is_own_account)
rules.add_perm("people.update_account", is_own_account)

# People are the programme managers' matter too; an editor or finance never sees the list.
rules.add_perm("people.see_people", is_manager | is_administrator)
rules.add_perm("people.see_protection", is_manager | is_administrator)
rules.add_perm("people.see_restricted", is_administrator)
rules.add_perm("people.set_protection", is_manager | is_administrator)
rules.add_perm("people.edit_person", is_manager | is_administrator)
rules.add_perm("people.create_person", is_manager | is_administrator)
rules.add_perm("people.erase", is_administrator)
