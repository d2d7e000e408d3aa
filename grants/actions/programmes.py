"""Programmes."""

from datetime import datetime
from typing import Any

from django.db import transaction

from grants.models import Programme
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.permission import require


@transaction.atomic
def create_programme(*, by: Actor, at: datetime, **fields: Any) -> Programme:
    """Raises NotAllowed."""
    require(by, "grants.manage_programmes")
    programme = Programme.objects.create(created_at=at, **fields)
    log_event(verb="grants.create_programme", by=by, about=programme, at=at, data={"slug": programme.slug})
    return programme


@transaction.atomic
def update_programme(*, programme: Programme, by: Actor, at: datetime, **fields: Any) -> Programme:
    """Change a programme. Its calls keep the rule they were made with. Raises NotAllowed."""
    require(by, "grants.manage_programmes")
    row = Programme.objects.select_for_update().get(pk=programme.pk)
    changed = sorted(name for name, value in fields.items() if getattr(row, name) != value)
    if not changed:
        return row
    for name in changed:
        setattr(row, name, fields[name])
    row.save()
    log_event(verb="grants.update_programme", by=by, about=row, at=at, data={"changed": changed})
    return row
