"""Writing the record."""

import json
import logging
import secrets
from datetime import datetime
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from portal.audit.hashing import instant
from portal.audit.models import AuditEvent, Pseudonym
from portal.core.actors import Actor
from portal.core.records import Record

logger = logging.getLogger("portal.audit")


class NotLoggable(TypeError):
    """A programmer's mistake: what was to be recorded has no uuid, or its details are not plain JSON."""


def log_event(
    *, verb: str, about: Record, at: datetime, by: Actor | Record = None, data: dict | None = None
) -> AuditEvent:
    """Write one entry: `by` (a user, a person, anything with a uuid; None is the system) did `verb` to `about`.

    Call it inside the action's transaction, so that the entry stands exactly if the change does; outside one it raises
    TransactionManagementError. `data` holds no personal values: states, counts, references, sums, names of fields.
    The entry is mirrored to the log as one line of JSON once the transaction commits.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("log_event() belongs inside the action's transaction")
    actor, subject = _key(by), _key(about)
    if subject is None:
        raise NotLoggable("an entry is about something: pass the instance as `about`")
    tokens = _tokens({key for key in (actor, subject) if key})
    entry = AuditEvent.objects.create(
        at=at,
        verb=verb,
        actor_kind=actor[0] if actor else "",
        actor=tokens[actor] if actor else None,
        object_kind=subject[0],
        object=tokens[subject],
        body=_body(data or {}),
        salt=secrets.token_hex(16),
    )
    transaction.on_commit(lambda: _mirror(entry), robust=True)
    return entry


def _key(obj: Actor | Record) -> tuple[str, UUID] | None:
    if obj is None or getattr(obj, "is_anonymous", False):
        return None
    try:
        return obj._meta.label_lower, obj.uuid  # type: ignore[union-attr]  # what has neither is told below
    except AttributeError:
        raise NotLoggable(f"{type(obj).__name__} has no uuid to stand under in the record") from None


def _tokens(keys: set[tuple[str, UUID]]) -> dict[tuple[str, UUID], UUID]:
    """A pseudonym for each (kind, uuid), made where there is none yet."""
    rows = Pseudonym.objects.filter(subject__in={uuid for _, uuid in keys}).order_by("-id")
    tokens = {(row.kind, row.subject): row.token for row in rows if (row.kind, row.subject) in keys}
    new = [Pseudonym(kind=kind, subject=uuid) for kind, uuid in sorted(keys - tokens.keys())]
    if new:
        Pseudonym.objects.bulk_create(new)
        tokens.update({(row.kind, row.subject): row.token for row in new})
    return tokens


def _body(data: dict) -> str:
    try:
        return json.dumps(data, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError) as error:
        raise NotLoggable(f"details must be plain JSON: {error}") from error


def _mirror(entry: AuditEvent) -> None:
    """One line of JSON for whoever collects the log; pseudonyms only, like the entry itself."""
    logger.info(
        json.dumps(
            {
                "record": entry.pk,
                "at": instant(entry.at),
                "verb": entry.verb,
                "actor_kind": entry.actor_kind,
                "actor": str(entry.actor) if entry.actor else None,
                "object_kind": entry.object_kind,
                "object": str(entry.object),
                "data": entry.data,
            },
            sort_keys=True,
        )
    )
