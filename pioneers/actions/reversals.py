"""Why a step was taken back, kept beside the audit log, which holds no words."""

from datetime import datetime

from pioneers.errors import ReasonForChangeMissing
from pioneers.models import Candidacy, Edition, Nomination, Reversal
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.people.models import User


def record_reversal(
    *, about: Edition | Candidacy | Nomination, verb: str, why: str, by: Actor, at: datetime, data: dict | None = None
) -> Reversal:
    """Write down, in the action's transaction, why it takes something back, and the audit event. Raises
    ReasonForChangeMissing."""
    why = why.strip()
    if not why:
        raise ReasonForChangeMissing()
    log_event(verb=verb, by=by, about=about, at=at, data=data or {})
    row = Reversal(verb=verb, reasons=why, at=at, by=by if isinstance(by, User) else None)
    setattr(row, str(about._meta.model_name), about)
    row.save()
    return row
