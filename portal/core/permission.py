"""What every action begins with: may the one acting do this?"""

from portal.core.errors import NotAllowed


def require(by, permission: str, about=None) -> None:
    """Raise NotAllowed unless `by` holds the permission, for `about` where the rule asks.

    None is the system and may: jobs, commands, and actions that have checked a rule of their own. A visitor who is not
    signed in is never None but Django's AnonymousUser, who holds no permission.
    """
    if by is not None and not by.has_perm(permission, about):
        raise NotAllowed()
