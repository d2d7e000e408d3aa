"""What someone of the secretariat is recused from: the halves say it, every staff screen holds to it.

    register_recusals("pioneers.nomination", lambda viewer, at, path: Q(**{f"{path}__in": …}))

The condition tells, of rows whose `path` holds a record's uuid, those whose record this viewer is recused from. Such
a record stays in lists and counts by its reference; what it says is not shown, and it is nothing that waits for them.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db.models import Q

from portal.core.actors import Viewer
from portal.core.records import Record

# (viewer, at, path): see above.
Condition = Callable[[Viewer, datetime, str], Q]

_known: dict[str, Condition] = {}


def register_recusals(kind: str, condition: Condition) -> None:
    """Hold `condition` to records of a kind (a model's label). Call it in `portal_hooks`."""
    _known[kind] = condition


def recused_q(kind: str, viewer: Viewer, at: datetime, path: str = "uuid") -> Q | None:
    """The rows whose `path` names a record of `kind` the viewer is recused from; None for kinds nobody does."""
    condition = _known.get(kind)
    return condition(viewer, at, path) if condition else None


def about_recused_q(viewer: Viewer, at: datetime) -> Q:
    """Rows that are about a record the viewer is recused from, by `about_kind` and `about_uuid`: letters, files."""
    found = Q(pk__in=[])
    for kind, condition in _known.items():
        found |= Q(about_kind=kind) & condition(viewer, at, "about_uuid")
    return found


def recused_records(about: Iterable[tuple[str, UUID]], viewer: Viewer, at: datetime) -> set[tuple[str, UUID]]:
    """Those of some records, each by its kind and uuid, that the viewer is recused from. A query or two a kind."""
    of: dict[str, set[UUID]] = {}
    for kind, uuid in about:
        of.setdefault(kind, set()).add(uuid)
    found = set()
    for kind, uuids in of.items():
        condition = recused_q(kind, viewer, at)
        if condition is not None:
            rows = apps.get_model(kind)._default_manager.filter(condition, uuid__in=uuids)
            found |= {(kind, uuid) for uuid in rows.values_list("uuid", flat=True)}
    return found


def is_recused_from(record: Record, viewer: Viewer, at: datetime) -> bool:
    """Whether the viewer is recused from one record."""
    condition = recused_q(record._meta.label_lower, viewer, at)
    return condition is not None and record._meta.model._default_manager.filter(condition, pk=record.pk).exists()
