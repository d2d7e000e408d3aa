"""Why an action on cities, organisations or contact persons was refused."""

from django.utils.translation import gettext_lazy as _

from portal.core.errors import Refused


class CityExists(Refused):
    message = _("There is already a city with this short name in this country.")
    field = "slug"


class NumberTaken(Refused):
    message = _("An organisation with this number is already registered.")
    field = "registration_number"


class CityInOtherCountry(Refused):
    message = _("This city is in another country than the organisation.")
    field = "city"


class AccountEnded(Refused):
    message = _("This account is closed. Open it again first, or name someone else.")
    field = "email"


class AnswerMissing(Refused):
    message = _("Write the answer.")
    field = "answer"
