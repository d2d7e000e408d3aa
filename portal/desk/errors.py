"""What can be refused here, in words a person can be shown."""

from django.utils.translation import gettext_lazy as _

from portal.core.errors import Refused


class OwnStandIn(Refused):
    message = _("Nobody can stand in for themselves: choose someone else.")
    field = "stand_in"


class NotInSecretariat(Refused):
    message = _("Only someone in the secretariat can be case owner.")


class OwnerRecused(Refused):
    message = _("They have a conflict of interest here: choose someone else.")
