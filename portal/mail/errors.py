"""What can be refused here, in words a person can be shown."""

from django.utils.translation import gettext_lazy as _

from portal.core.errors import Refused


class LetterErased(Refused):
    message = _("Its text has been erased, so it can't be sent again.")


class LetterTooLate(Refused):
    message = _("Its time is over: what it says, or the code in it, is of no use any more.")


class LetterNotSent(Refused):
    message = _("It has not been sent yet, so there is nothing to send again.")


class TooManyLinks(Refused):
    message = _("We have sent you several links already. Look in your mail, also among spam, or try again tomorrow.")


class BatchChanged(Refused):
    """Letters joined or left the batch after the person looked at it."""

    message = _("The batch has changed since you looked at it. Look at it again, then decide.")


class NothingHeld(Refused):
    message = _("No letter of this batch is held any more.")
