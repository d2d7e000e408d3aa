"""Letters held for a look: let them go, or drop them."""

from datetime import datetime

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.permission import require
from portal.mail.actions.queue import announce
from portal.mail.errors import BatchChanged, NothingHeld
from portal.mail.models import Batch, Letter
from portal.mail.states import LetterState


def release_letter(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Let one held letter go. Asked twice, done once. Raises NotAllowed, TransitionRefused."""
    return _move(letter, "release", by, at)


def drop_letter(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """End one held or waiting letter unsent. Asked twice, done once. Raises NotAllowed, TransitionRefused."""
    return _move(letter, "drop", by, at)


def release_batch(*, batch: Batch, by: Actor, at: datetime, seen: int | None = None) -> int:
    """Let every held letter of a batch go; `seen` is how many the person looked at. Returns how many went.

    Raises NotAllowed, BatchChanged, NothingHeld.
    """
    return _move_all(batch, "release", by, at, seen)


def drop_batch(*, batch: Batch, by: Actor, at: datetime, seen: int | None = None) -> int:
    """End every held letter of a batch unsent. Raises NotAllowed, BatchChanged, NothingHeld."""
    return _move_all(batch, "drop", by, at, seen)


def _move(letter: Letter, step: str, by: Actor, at: datetime) -> Letter:
    require(by, "mail.send_letters", letter)
    with transaction.atomic():
        letter = Letter.objects.select_for_update().get(pk=letter.pk)
        if letter.state == _target(step):
            return letter
        for name, value in _changes(step, LetterState.after(step, letter.state), at).items():
            setattr(letter, name, value)
        letter.save(update_fields=["state", "next_at", "ended_at"])
        log_event(verb=f"mail.{step}_letter", by=by, about=letter, at=at, data={"template": letter.template})
        if letter.state == LetterState.WAITING:
            announce()
    return letter


def _move_all(batch: Batch, step: str, by: Actor, at: datetime, seen: int | None) -> int:
    require(by, "mail.send_batches", batch)
    with transaction.atomic():
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        held = Letter.objects.filter(batch=batch, state=LetterState.HELD)
        count = held.count()
        if not count:
            raise NothingHeld()
        if seen is not None and seen != count:
            raise BatchChanged()
        held.update(**_changes(step, LetterState.after(step, LetterState.HELD), at))
        log_event(verb=f"mail.{step}_batch", by=by, about=batch, at=at, data={"letters": count})
        if step == "release":
            announce()
    return count


def _target(step: str) -> str:
    return LetterState.target(step)


def _changes(step: str, state: str, at: datetime) -> dict:
    changes = {"state": state, "next_at": at}
    return {**changes, "ended_at": at} if step == "drop" else changes
