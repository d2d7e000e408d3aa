"""Who may enter the secretariat's part of the site."""

import rules

from portal.core.actors import Viewer


@rules.predicate
def is_secretariat(user: Viewer) -> bool:
    """Holds a staff role now. Predicates ask the account itself; this app knows nothing of roles but their names."""
    return user.is_authenticated and user.is_secretariat


@rules.predicate
def is_administrator(user: Viewer) -> bool:
    return user.is_authenticated and user.has_role("administrator")


@rules.predicate
def is_manager(user: Viewer) -> bool:
    return user.is_authenticated and user.has_role("manager")


rules.add_perm("wagtailadmin.access_admin", is_secretariat)
rules.add_perm("desk.see_worklist", is_secretariat)
rules.add_perm("desk.see_audit_log", is_administrator)
rules.add_perm("desk.see_jobs", is_administrator)
rules.add_perm("desk.manage_retention", is_administrator)
rules.add_perm("desk.see_restrictions", is_administrator | is_manager)
rules.add_perm("desk.lift_restriction", is_administrator | is_manager)
