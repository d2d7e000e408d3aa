"""Why a step was taken back, kept beside the audit log, which holds no words."""

from datetime import datetime

from grants.errors import ReasonForChangeMissing
from grants.models import Application, Call, Reversal
from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.people.models import User


def record_reversal(*, about: Application | Call, verb: str, why: str, by: Actor, at: datetime, data: dict) -> Reversal:
    """Write down, in the action's transaction, why it takes something back, and the audit event. Raises
    ReasonForChangeMissing."""
    why = why.strip()
    if not why:
        raise ReasonForChangeMissing()
    log_event(verb=verb, by=by, about=about, at=at, data=data)
    call, application = (about, None) if isinstance(about, Call) else (None, about)
    user = by if isinstance(by, User) else None
    return Reversal.objects.create(call=call, application=application, verb=verb, reasons=why, at=at, by=user)
