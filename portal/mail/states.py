"""A letter's life, from the outbox to its end."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.states import Colour, State, States

# Each state is a block of the same lines, to be compared with its neighbours.
# fmt: off


class LetterState(States):
    """`on_the_way`: a run may pick it up, one being sent only once its claim has run out. `failed`: the reader never
    got it, and someone has to look. `ended`: kept for as long as the rule for letters says."""

    HELD = State(
        "held", _("Held for checking"), colour=Colour.INFO,
        steps={"release": "waiting", "drop": "dropped", "expire": "expired"},
        on_the_way=False, failed=False, ended=False,
    )
    WAITING = State(
        "waiting", _("Waiting to be sent"), colour=Colour.WAITING,
        steps={"claim": "sending", "drop": "dropped", "expire": "expired"},
        on_the_way=True, failed=False, ended=False,
    )
    SENDING = State(
        "sending", _("Being sent"), colour=Colour.WAITING,
        steps={
            "claim": "sending", "mark_sent": "sent", "postpone": "waiting", "refuse": "refused", "give_up": "given_up",
            "expire": "expired",
        },
        on_the_way=True, failed=False, ended=False,
    )
    SENT = State(
        "sent", _("Sent"), colour=Colour.SUCCESS,
        steps={},
        on_the_way=False, failed=False, ended=True,
    )
    REFUSED = State(
        "refused", _("Refused by the receiving server"), colour=Colour.REFUSED,
        steps={"resend_letter": "waiting"},
        on_the_way=False, failed=True, ended=True,
    )
    GIVEN_UP = State(
        "given_up", _("Given up"), colour=Colour.REFUSED,
        steps={"resend_letter": "waiting"},
        on_the_way=False, failed=True, ended=True,
    )
    EXPIRED = State(
        "expired", _("Expired unsent"), colour=Colour.PLAIN,
        steps={},
        on_the_way=False, failed=False, ended=True,
    )
    DROPPED = State(
        "dropped", _("Dropped by staff"), colour=Colour.PLAIN,
        steps={},
        on_the_way=False, failed=False, ended=True,
    )


# fmt: on

OPEN = LetterState.where(on_the_way=True)
FAILED = LetterState.where(failed=True)
ENDED = LetterState.where(ended=True)


class AttemptOutcome(models.TextChoices):
    BEGUN = "begun", _("Started")
    TAKEN = "taken", _("Accepted by the server")
    REFUSED = "refused", _("Refused for good")
    FAILED = "failed", _("Failed for now")
    CUT_OFF = "cut_off", _("Interrupted before an answer")
