"""A letter's life, from the outbox to its end."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.states import Transitions


class LetterState(models.TextChoices):
    HELD = "held", _("Held for checking")
    WAITING = "waiting", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    REFUSED = "refused", _("Refused by the receiving server")
    GIVEN_UP = "given_up", _("Given up")
    EXPIRED = "expired", _("Expired unsent")
    DROPPED = "dropped", _("Dropped by staff")


S = LetterState

# What a run may pick up. A letter being sent is picked up again only once its claim has run out.
OPEN = (S.WAITING, S.SENDING)
# What someone has to look at: the reader never got it.
FAILED = (S.REFUSED, S.GIVEN_UP)
ENDED = (S.SENT, S.REFUSED, S.GIVEN_UP, S.EXPIRED, S.DROPPED)

LETTER = Transitions(
    {
        "release": ({S.HELD}, S.WAITING),
        "drop": ({S.HELD, S.WAITING}, S.DROPPED),
        "claim": ({S.WAITING, S.SENDING}, S.SENDING),
        "mark_sent": ({S.SENDING}, S.SENT),
        "postpone": ({S.SENDING}, S.WAITING),
        "refuse": ({S.SENDING}, S.REFUSED),
        "give_up": ({S.SENDING}, S.GIVEN_UP),
        "expire": ({S.WAITING, S.HELD, S.SENDING}, S.EXPIRED),
        "send_again": ({S.REFUSED, S.GIVEN_UP}, S.WAITING),
    }
)


class AttemptOutcome(models.TextChoices):
    BEGUN = "begun", _("Started")
    TAKEN = "taken", _("Accepted by the server")
    REFUSED = "refused", _("Refused for good")
    FAILED = "failed", _("Failed for now")
    CUT_OFF = "cut_off", _("Interrupted before an answer")
