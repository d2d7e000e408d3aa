"""What the actions here share: applying answers and saying which fields changed."""

from django.db.models import Model


def apply_changes(row: Model, wanted: dict) -> list[str]:
    """Sets what differs on `row`, unsaved; answers the names of the fields that changed, sorted."""
    changed = sorted(name for name, value in wanted.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, wanted[name])
    return changed
