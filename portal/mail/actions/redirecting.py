"""An address was wrong: what waits for it is dropped, and what was written goes to the right one. Parts of the actions
that correct an address, which check who may."""

import uuid
from datetime import datetime

from portal.core.records import Record
from portal.mail.actions.queue import message_id_for, put_in_outbox
from portal.mail.actions.resending import copy_of
from portal.mail.models import Letter
from portal.mail.recipients import Recipient
from portal.mail.states import LetterState

UNSENT = (LetterState.HELD, LetterState.WAITING)


def drop_unsent(*, about: Record, email: str, at: datetime) -> int:
    """Drop what still waits to be sent to a wrong address about one thing; answers how many."""
    waiting = Letter.objects.filter(
        about_kind=about._meta.label_lower, about_uuid=about.uuid, to_email=email, state__in=UNSENT
    )
    return waiting.update(state=LetterState.DROPPED, ended_at=at, next_at=at)


def send_latest_to(*, about: Record, email: str, to: Recipient, at: datetime) -> Letter | None:
    """Send the latest letter about something that went, or should have gone, to a wrong address to the right one; only
    letters that carry no link or code of their own. None where there was none."""
    letter = (
        Letter.objects.filter(
            about_kind=about._meta.label_lower, about_uuid=about.uuid, to_email=email, erased_at=None, secrets={}
        )
        .order_by("-queued_at", "-id")
        .first()
    )
    if letter is None:
        return None
    copy = copy_of(letter, uuid.uuid4())
    copy.to_email, copy.to_name, copy.to_uuid = to.email.strip().lower(), to.name, to.uuid
    copy.reason = f"mail.to:{to.uuid}:{letter.uuid}"
    copy.message_id = message_id_for(copy.uuid)
    copy.queued_at = copy.next_at = at
    return put_in_outbox(copy)
