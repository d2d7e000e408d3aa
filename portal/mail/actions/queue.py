"""Put a letter in the outbox."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from portal.core.records import Record
from portal.core.rehearsal import Message, note_messages
from portal.mail.compose import compose_letter
from portal.mail.kinds import LetterKind, letter_label
from portal.mail.models import Batch, Letter
from portal.mail.placeholders import hidden
from portal.mail.recipients import Recipient, one_line, reading_language
from portal.mail.secrets import CodeSecret, Secret
from portal.mail.signals import letters_committed
from portal.mail.states import LetterState

BATCH_SIZE = 500


def queue_letter(
    *,
    reason: str,
    to: Recipient,
    kind: LetterKind,
    at: datetime,
    context: Mapping | None = None,
    secrets: Mapping[str, Secret] | None = None,
    about: Record | None = None,
    expires: datetime | None = None,
    attachments: Iterable[uuid.UUID | str] = (),
    hold: bool = False,
    batch: str = "",
    not_before: datetime | None = None,
) -> Letter:
    """Write a letter in the reader's language and put it in the outbox, in the caller's transaction.

    `reason` names why it is sent ("pioneers.consent_asked:<uuid>:1"); asked again with the same reason, the first
    letter is answered and nothing else happens. `expires`: of no use after that instant, so not sent then.
    `attachments`: private files, fetched at sending. `hold`: waits until someone has looked at its `batch` and
    released it (`release_batch`); without a batch, until the letter itself is released. `not_before`: waits until then,
    and can be stopped meanwhile (`at + GRACE`, portal.mail.grace).
    """
    with transaction.atomic():
        existing = Letter.objects.filter(reason=reason).first()
        if existing:
            return existing
        letter = _written(reason, to, kind, at, context or {}, secrets or {})
        letter.expires_at = _earliest(expires, secrets or {})
        letter.attachments = [str(file) for file in attachments]
        letter.state = LetterState.HELD if hold else LetterState.WAITING
        _place(letter, about, _batch(batch, kind, at), max(at, not_before or at))
        return put_in_outbox(letter)


@dataclass(frozen=True, slots=True)
class LetterToOne:
    """One of many letters of a kind: what `queue_letter` takes that differs from reader to reader."""

    reason: str
    to: Recipient
    context: Mapping
    about: Record


def queue_letters(
    *,
    letters: Sequence[LetterToOne],
    kind: LetterKind,
    at: datetime,
    batch: str = "",
    not_before: datetime | None = None,
) -> None:
    """Write one kind of letter to many, as `queue_letter` does to each, with as many queries as to one."""
    with transaction.atomic():
        known = set(Letter.objects.filter(reason__in=[one.reason for one in letters]).values_list("reason", flat=True))
        new = [one for one in letters if one.reason not in known]
        if not new:
            return
        together, written = _batch(batch, kind, at), []
        for one in new:
            letter = _written(one.reason, one.to, kind, at, one.context, {})
            _place(letter, one.about, together, max(at, not_before or at))
            written.append(letter)
        # Another transaction may have committed one for the same reason a moment before.
        Letter.objects.bulk_create(written, batch_size=BATCH_SIZE, ignore_conflicts=True)
        note_messages(lambda: [message_of(letter) for letter in written])
        announce()


def _place(letter: Letter, about: Record | None, batch: Batch | None, next_at: datetime) -> None:
    letter.about_kind = about._meta.label_lower if about else ""
    letter.about_uuid = about.uuid if about else None
    letter.batch, letter.next_at = batch, next_at
    letter.priority = _priority(letter)


def put_in_outbox(letter: Letter) -> Letter:
    """Save a new letter, or answer the one another transaction committed for the same reason a moment before."""
    columns = {field.attname: getattr(letter, field.attname) for field in Letter._meta.concrete_fields}
    del columns["id"], columns["reason"]
    stored, is_new = Letter.objects.get_or_create(reason=letter.reason, defaults=columns)
    if is_new:
        note_messages(lambda: [message_of(stored)])
        if stored.state == LetterState.WAITING:
            announce()
    return stored


def message_of(letter: Letter, *, is_stopped: bool = False) -> Message:
    """A letter as the page before a step shows it."""
    return Message(
        name=letter.to_name,
        address=letter.to_email,
        kind=letter_label(letter.template),
        language=letter.language,
        subject=hidden(letter.subject, letter.uuid),
        text=hidden(letter.text, letter.uuid),
        about=(letter.about_kind, letter.about_uuid) if letter.about_uuid else None,
        is_stopped=is_stopped,
    )


def announce() -> None:
    """Once this transaction commits, have the outbox emptied. Once is enough, however many letters it holds."""
    connection = transaction.get_connection()
    if not any(callback is _send for _, callback, _ in connection.run_on_commit):
        transaction.on_commit(_send, robust=True)


def message_id_for(letter: uuid.UUID) -> str:
    """The Message-ID (RFC 5322 3.6.4) a letter keeps through every attempt."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    return f"<{letter}@{host}>"


def _send() -> None:
    letters_committed.send(sender=Letter)


def _written(
    reason: str, to: Recipient, kind: LetterKind, at: datetime, context: Mapping, secrets: Mapping[str, Secret]
) -> Letter:
    letter = Letter(reason=reason, template=kind.key, queued_at=at, next_at=at)
    words = compose_letter(kind, to, context, secrets, letter.uuid)
    letter.message_id = message_id_for(letter.uuid)
    letter.to_email = to.email.strip().lower()
    letter.to_name = one_line(to.name)
    letter.to_uuid = to.uuid
    letter.language = reading_language(to)
    letter.subject, letter.text, letter.html = words.subject, words.text, words.html
    letter.secrets = {name: secret.stored() for name, secret in secrets.items()}
    return letter


def _batch(key: str, kind: LetterKind, at: datetime) -> Batch | None:
    if not key:
        return None
    return Batch.objects.get_or_create(key=key, defaults={"template": kind.key, "opened_at": at})[0]


def _earliest(expires: datetime | None, secrets: Mapping[str, Secret]) -> datetime | None:
    ends = [secret.code.expires_at for secret in secrets.values() if isinstance(secret, CodeSecret)]
    return min([*ends, *([expires] if expires else [])], default=None)


def _priority(letter: Letter) -> int:
    if letter.expires_at:
        return Letter.Priority.NOW
    return Letter.Priority.BATCH if letter.batch_id else Letter.Priority.ORDINARY
