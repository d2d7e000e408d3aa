"""What the actions here share: applying answers and saying which fields changed."""

from portal.errors import NotAllowed


def require(by, permission: str, about=None) -> None:
    """Raises NotAllowed unless `by` may do this; `by` None is the system, which may."""
    if by is not None and not by.has_perm(permission, about):
        raise NotAllowed()


def apply(row, wanted: dict) -> list[str]:
    """Sets what differs on `row`, unsaved; answers the names of the fields that changed, sorted."""
    changed = sorted(name for name, value in wanted.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, wanted[name])
    return changed
