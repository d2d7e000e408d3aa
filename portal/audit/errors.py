"""What can be refused here, in words a person can be shown."""

from django.utils.translation import gettext_lazy as _

from portal.core.errors import Refused


class RuleStands(Refused):
    message = _("There is a rule for this noun and country already: change that one.")
    field = "country"


class NothingKept(Refused):
    message = _("Nothing of that name is kept by rules. See the list for the names there are.")
    field = "noun"


class BeforeItsTerm(Refused):
    message = _("This part of the record is still within its term.")
