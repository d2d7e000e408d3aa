"""What actions on accounts, roles and people refuse, in words a person can be shown."""

from django.utils.translation import gettext_lazy as _

from portal.core.errors import Refused


class LastAdministrator(Refused):
    message = _("This is the last administrator. Make somebody else administrator first.")


class UnknownRole(Refused):
    message = _("There is no such role.")
    field = "role"


class AccountEnded(Refused):
    message = _("This account has been closed. Open it again before you give it a role.")


class ReasonMissing(Refused):
    message = _("Give a reason, in a few words.")
    field = "reason"


class AlreadyInvited(Refused):
    message = _("Somebody with this address already has an open invitation. Withdraw it first, or send it again.")
    field = "email"


class AlreadyHolds(Refused):
    message = _("Somebody with this address already has an account. Give that account the role.")
    field = "email"


class InvitationOver(Refused):
    message = _("This invitation is no longer open. Ask the colleague who invited you for a new one.")


class NameMissing(Refused):
    message = _("Write at least one name.")
    field = "given_name"


class OwnGuardian(Refused):
    message = _("Nobody can be their own guardian.")
    field = "guardian"


class TiedToOneself(Refused):
    message = _("A tie has to be to somebody or something else.")
    field = "target"
