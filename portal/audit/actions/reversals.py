"""Why a step was taken back, kept beside the audit log, which holds no words."""

from datetime import datetime
from typing import Any, Protocol

from django.contrib.auth import get_user_model

from portal.audit.actions.events import log_event
from portal.audit.models import AbstractReversal
from portal.core.actors import Actor
from portal.core.errors import ReasonForChangeMissing
from portal.core.records import Record


class Reversible(Record, Protocol):
    """A record whose half keeps, as `reversals`, what was taken back of it."""

    reversals: Any


def record_reversal(
    *, about: Reversible, verb: str, why: str, by: Actor, at: datetime, data: dict | None = None
) -> AbstractReversal:
    """Write down, in the action's transaction, why it takes something back, and the audit event. Raises
    ReasonForChangeMissing."""
    why = why.strip()
    if not why:
        raise ReasonForChangeMissing()
    log_event(verb=verb, by=by, about=about, at=at, data=data)
    user = by if isinstance(by, get_user_model()) else None
    return about.reversals.create(verb=verb, reasons=why, at=at, by=user)
