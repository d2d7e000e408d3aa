"""What can be refused here, in words a person can be shown."""

from django.utils.translation import gettext_lazy as _

from portal.core.errors import Refused


class LetterErased(Refused):
    message = _("Its text has been erased, so it can't be sent again.")


class LetterTooLate(Refused):
    message = _("It is too late: what it says, or the code in it, is no longer valid.")


class LetterNotSent(Refused):
    message = _("It has not been sent yet, so there is nothing to send again.")


class TooManyLinks(Refused):
    message = _("We have already sent you several links. Look in your inbox and spam folder, or try again tomorrow.")


class BatchChanged(Refused):
    """Letters joined or left the batch after the person looked at it."""

    message = _("The batch has changed since you looked at it. Look at it again, then decide.")


class NothingToStop(Refused):
    message = _("Every e-mail of this batch has gone out.")


class NothingHeld(Refused):
    message = _("No e-mail in this batch is held any more.")
