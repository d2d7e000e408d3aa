"""What every action begins with."""

from portal.errors import NotAllowed


def require(by, permission: str, obj=None) -> None:
    """Raise NotAllowed unless `by` holds the permission; nobody at all holds none."""
    if by is None or not by.has_perm(permission, obj):
        raise NotAllowed()
