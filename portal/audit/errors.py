"""What can be refused here, in words a person can be shown."""

from django.utils.translation import gettext_lazy as _

from portal.core.errors import Refused


class RuleExists(Refused):
    message = _("There is already a rule for this type of data and country: change that one.")
    field = "country"


class UnknownNoun(Refused):
    message = _("No type of data has that name. See the list for the names.")
    field = "noun"


class TermNotOver(Refused):
    message = _("This part of the audit log must still be kept.")
