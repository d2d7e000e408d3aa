"""Reading the record: what was done to one object, and who stands behind a pseudonym."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.audit.event_details import event_details
from portal.audit.labels import actor_label_source, verb_label
from portal.audit.models import AuditEvent, Pseudonym
from portal.core.records import Record

MAX_LINES = 200


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of an object's history. `by_label` is how the actor is shown: a name, the system, or that their key was
    erased. `label` is the verb in words, `details` the data; `kind` is that of the object (`grants.call`)."""

    at: datetime
    verb: str
    by_label: str
    kind: str
    data: dict = field(default_factory=dict)

    @property
    def label(self) -> str:
        return verb_label(self.verb)

    @property
    def details(self) -> list[tuple[str, str]]:
        return event_details(self.verb, self.kind, self.data)


def history_of(obj: Record, limit: int = MAX_LINES) -> list[HistoryLine]:
    """What was done to `obj` (an instance with a `uuid`), newest first, at most `limit` lines; four queries."""
    tokens = tokens_of(obj._meta.label_lower, obj.uuid)
    return lines_of(AuditEvent.objects.filter(object__in=tokens).order_by("-id")[:limit])


def tokens_of(kind: str, uuid: UUID) -> list[UUID]:
    """The pseudonyms under which the record speaks of one subject."""
    return list(Pseudonym.objects.filter(kind=kind, subject=uuid).values_list("token", flat=True))


def lines_of(entries: Iterable[AuditEvent]) -> list[HistoryLine]:
    """Entries as lines to read, their actors named."""
    entries = list(entries)
    names = names_behind({entry.actor for entry in entries if entry.actor})
    return [
        HistoryLine(entry.at, entry.verb, actor_name(entry, names), entry.object_kind, entry.data) for entry in entries
    ]


def actor_name(entry: AuditEvent, names: dict[UUID, str]) -> str:
    if entry.actor is None:
        return _("the system")
    return names.get(entry.actor) or _("someone erased")


def names_behind(tokens: Iterable[UUID]) -> dict[UUID, str]:
    """How to show whoever stands behind each pseudonym; erased ones are absent. One query, and one more per kind."""
    keys = Pseudonym.objects.filter(token__in=set(tokens)).values_list("kind", "subject", "token")
    by_kind: dict[str, dict[UUID, UUID]] = {}
    for kind, subject, token in keys:
        by_kind.setdefault(kind, {})[token] = subject
    names = {}
    for kind, subjects in by_kind.items():
        labels = _labels(kind, set(subjects.values()))
        names.update({token: labels[subject] for token, subject in subjects.items() if subject in labels})
    return names


def _labels(kind: str, uuids: set[UUID]) -> Mapping[UUID, str]:
    source = actor_label_source(kind)
    if source:
        return source(uuids)
    try:
        model = apps.get_model(kind)
    except LookupError:
        return {}
    found = model._default_manager.filter(uuid__in=uuids)
    return {obj.uuid: obj.get_full_name() if hasattr(obj, "get_full_name") else str(obj) for obj in found}


def events_about(obj: Record) -> QuerySet[AuditEvent]:
    """The entries about one object, newest first, as a queryset to page through."""
    return AuditEvent.objects.filter(object__in=tokens_of(obj._meta.label_lower, obj.uuid)).order_by("-id")
