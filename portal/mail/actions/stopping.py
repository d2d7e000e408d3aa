"""E-mails stopped in the minutes before they go out."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.permission import require
from portal.core.rehearsal import note_messages
from portal.mail.actions.queue import message_of
from portal.mail.errors import NothingToStop
from portal.mail.models import Batch, Letter
from portal.mail.queries.batches import stoppable_letters
from portal.mail.states import LetterState


@transaction.atomic
def stop_batch(*, batch: Batch, by: Actor, at: datetime) -> int:
    """End every e-mail of a batch that has not gone out and is not due yet. Returns how many. Raises NotAllowed,
    NothingToStop."""
    require(by, "mail.send_batches", batch)
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    count = stop_letters(letters=stoppable_letters(at).filter(batch=batch), at=at)
    if not count:
        raise NothingToStop()
    log_event(verb="mail.stop_batch", by=by, about=batch, at=at, data={"letters": count})
    return count


def stop_letters(*, letters: QuerySet[Letter], at: datetime) -> int:
    """End those of `letters` that no run has picked up. Called by the action that takes back what they tell: it has
    checked its own rule and records the step. Returns how many."""
    waiting = letters.filter(state__in=(LetterState.WAITING, LetterState.HELD))
    locked = list(waiting.select_for_update().order_by("pk").values_list("pk", flat=True))
    # Asked again of the rows: a run may have claimed one before they were locked.
    unsent = Letter.objects.filter(pk__in=locked, state__in=(LetterState.WAITING, LetterState.HELD))
    note_messages(lambda: [message_of(letter, is_stopped=True) for letter in unsent.order_by("pk")])
    return unsent.update(state=LetterState.target("drop"), ended_at=at)
