"""Why an action on a membership was refused."""

from django.utils.translation import gettext_lazy as _

from portal.core.errors import Refused


class Overlaps(Refused):
    message = _("The city is a member already in a part of this time.")
    field = "starts"


class EndsBeforeItStarts(Refused):
    message = _("The membership must end after its first day.")
    field = "ends"


class TooShort(Refused):
    """The agreed years are not over, and nobody has said why it ends sooner."""

    field = "reason"

    def __init__(self, day: str):
        super().__init__(
            _("It was agreed at least until %(day)s. Write why it ends before that, or choose a later day.")
            % {"day": day}
        )


class NotLonger(Refused):
    message = _("Choose a day after the one on which it ends now, or leave the field empty for no end.")
    field = "ends"


class AlreadyMember(Refused):
    message = _("The city is a member already.")
    field = "city"


class AlreadyApplied(Refused):
    message = _("Somebody has already applied for this city, and the application is being dealt with.")


class PoliticianConfirmsAlone(Refused):
    """Whoever confirms the political decision is somebody else than who applies or becomes contact person."""

    message = _("A politician confirms the decision with an e-mail address of their own. Give another address.")
    field = "politician_email"


class DocumentMissing(Refused):
    message = _("Attach the political decision, or the minutes that hold it.")
    field = "document"


class ReasonsMissing(Refused):
    message = _("Say why. They read your words.")
    field = "reasons"


class AccountClosed(Refused):
    message = _("The account with this e-mail address is closed. Give another address.")
    field = "politician_email"
