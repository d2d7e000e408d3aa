"""What every action begins with: may the one acting do this?"""

from django.db.models import Model

from portal.core.actors import Actor
from portal.core.errors import NotAllowed


def require(by: Actor, permission: str, about: Model | None = None) -> None:
    """Raise NotAllowed unless `by` holds the permission, for `about` where the rule asks.

    None is the system and may: jobs, commands, and actions that have checked a rule of their own. A visitor who is not
    signed in is never None but Django's AnonymousUser, who holds no permission.
    """
    if by is not None and not by.has_perm(permission, about):
        raise NotAllowed()


def require_role(by: Actor, *roles: str) -> None:
    """Raise NotAllowed unless `by` holds one of the staff roles: for apps that stand below the rules of roles."""
    if by is not None and not (by.is_authenticated and by.has_role(*roles)):
        raise NotAllowed()
