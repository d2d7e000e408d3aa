"""The demo's e-mails, sent when they were written: none waits from a year ago until the demo starts."""

from datetime import datetime

from portal.mail.actions.sending import send_due_letters
from portal.mail.models import Letter
from portal.mail.states import LetterState


def deliver_letters(at: datetime) -> None:
    """Empties the outbox at each instant something was put into it."""
    waiting = Letter.objects.filter(state=LetterState.WAITING, next_at__lte=at)
    for instant in waiting.order_by("next_at").values_list("next_at", flat=True).distinct():
        send_due_letters(at=instant)
