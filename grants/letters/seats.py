"""Letters to whoever asked to apply for an organisation."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from grants.letters.context import REPRESENTATIVE
from grants.models import Representative
from portal.mail.actions.queue import queue_letter
from portal.mail.kinds import LetterKind
from portal.mail.recipients import Recipient

SEAT_CONFIRMED = LetterKind(
    key="grants/seat_confirmed",
    label=_("May apply for an organisation"),
    audience=REPRESENTATIVE,
    purpose=_("Says that the secretariat confirmed them as representative."),
)
SEAT_TURNED_DOWN = LetterKind(
    key="grants/seat_turned_down",
    label=_("May not apply for an organisation"),
    audience=REPRESENTATIVE,
    purpose=_("Says that the secretariat could not confirm them as representative."),
)


def queue_seat_letter(seat: Representative, confirmed: bool, at: datetime) -> None:
    """Whether someone may now apply in the name of the organisation they named."""
    user = get_user_model().objects.get(pk=seat.user_id)
    to: Recipient = user.recipient
    queue_letter(
        reason=f"grants.seat:{seat.uuid}:{seat.state}",
        to=to,
        kind=SEAT_CONFIRMED if confirmed else SEAT_TURNED_DOWN,
        context={"organisation": seat.organisation.name},
        about=seat,
        at=at,
    )
