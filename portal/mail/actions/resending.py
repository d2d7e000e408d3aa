"""Send a letter again: a failed one goes on waiting, of one that was sent goes a copy."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.permission import require
from portal.mail.actions.queue import announce, message_id_for, put_in_outbox
from portal.mail.errors import LetterErased, LetterNotSent, LetterTooLate
from portal.mail.models import Letter
from portal.mail.placeholders import placeholder
from portal.mail.states import FAILED, OPEN, LetterState

# Two clicks on "send again" are one wish.
REQUEST_INTERVAL = timedelta(minutes=5)


def resend_letter(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Try a refused or given-up letter once more, or send a copy of one that was sent; answers the letter that goes.

    A copy has its own Message-ID, for many mail systems silently throw away a message they have seen. Asked twice
    within five minutes, done once. Raises NotAllowed, LetterErased, LetterTooLate, LetterNotSent.
    """
    require(by, "mail.send_letters", letter)
    with transaction.atomic():
        letter = Letter.objects.select_for_update().get(pk=letter.pk)
        if letter.is_erased:
            raise LetterErased()
        if letter.expires_at and letter.expires_at <= at:
            raise LetterTooLate()
        if letter.state in FAILED:
            return _wait_again(letter, by, at)
        if letter.state == LetterState.SENT:
            return _copy(letter, by, at)
        if letter.state in OPEN:
            return letter
        raise LetterNotSent()


def _wait_again(letter: Letter, by: Actor, at: datetime) -> Letter:
    letter.state = LetterState.after("resend_letter", letter.state)
    letter.next_at, letter.ended_at, letter.trying_since = at, None, None
    letter.save(update_fields=["state", "next_at", "ended_at", "trying_since"])
    log_event(verb="mail.resend_letter", by=by, about=letter, at=at, data={"template": letter.template, "copy": False})
    announce()
    return letter


def _copy(letter: Letter, by: Actor, at: datetime) -> Letter:
    stem = f"mail.again:{letter.uuid}:"
    earlier = list(Letter.objects.filter(reason__startswith=stem).order_by("-queued_at", "-id"))
    if earlier and earlier[0].queued_at > at - REQUEST_INTERVAL:
        return earlier[0]
    copy = copy_of(letter, uuid.uuid4())
    copy.reason = f"{stem}{len(earlier) + 1}"
    copy.message_id = message_id_for(copy.uuid)
    copy.queued_at = copy.next_at = at
    log_event(verb="mail.resend_letter", by=by, about=letter, at=at, data={"template": letter.template, "copy": True})
    return put_in_outbox(copy)


def copy_of(letter: Letter, new: uuid.UUID) -> Letter:
    """The same letter once more, unsaved: its words, with placeholders of its own."""
    copy = Letter(**{name: getattr(letter, name) for name in _COPIED}, uuid=new)
    for part in ("subject", "text", "html"):
        setattr(copy, part, _with_own_placeholders(getattr(letter, part), letter, new))
    return copy


def _with_own_placeholders(body: str, letter: Letter, copy: uuid.UUID) -> str:
    for name in letter.secrets:
        body = body.replace(placeholder(letter.uuid, name), placeholder(copy, name))
    return body


_COPIED = (
    "to_email",
    "to_name",
    "to_uuid",
    "language",
    "template",
    "secrets",
    "attachments",
    "about_kind",
    "about_uuid",
    "expires_at",
    "priority",
)
