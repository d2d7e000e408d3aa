"""The record as administrators read it."""

from datetime import datetime
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import Q, QuerySet

from portal.audit.models import AuditEvent, Pseudonym, Seal
from portal.audit.queries.history import names_behind
from portal.core.actors import Viewer

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Named(TypedDict):
    """What `name_events` sets on an entry."""

    actor_name: str | None
    object_name: str | None
    seal: Seal | None


def events_visible_to(viewer: Viewer, at: datetime) -> QuerySet[AuditEvent]:
    """The whole record, for administrators; nothing for anyone else."""
    return AuditEvent.objects.all() if viewer.has_perm("desk.see_audit_log") else AuditEvent.objects.none()


def entries_of(queryset: QuerySet[AuditEvent], uuid: UUID) -> QuerySet[AuditEvent]:
    """Entries by or about the subject with this uuid, whatever its kind."""
    tokens = list(Pseudonym.objects.filter(subject=uuid).values_list("token", flat=True))
    return queryset.filter(Q(actor__in=tokens) | Q(object__in=tokens))


def name_events(entries: "list[WithAnnotations[AuditEvent, Named]]") -> None:
    """Set `actor_name`, `object_name` and `seal` on each entry, in bulk."""
    names = names_behind({token for entry in entries for token in (entry.actor, entry.object) if token})
    seals = {seal.entry: seal for seal in Seal.objects.filter(entry__in=[entry.pk for entry in entries])}
    for entry in entries:
        entry.actor_name = names.get(entry.actor) if entry.actor else ""
        entry.object_name = names.get(entry.object)
        entry.seal = seals.get(entry.pk)
