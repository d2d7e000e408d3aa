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


class AlreadyOfCity(Refused):
    message = _("This person already belongs to the city’s pages, or is invited.")
    field = "email"


class DutyMissing(Refused):
    message = _("Choose at least one thing the colleague may do.")
    field = "duties"


class InvitationOver(Refused):
    message = _("This invitation is no longer valid. Ask for a new one.")


class NotAColleague(Refused):
    message = _("Choose somebody who has accepted an invitation as a colleague of this city.")
    field = "seat"


class StandInOverlaps(Refused):
    message = _("Somebody already stands in during a part of this time.")
    field = "since"


class EndsBeforeItStarts(Refused):
    message = _("The last day must not be before the first day.")
    field = "until"


class AnswerMissing(Refused):
    message = _("Write the answer.")
    field = "answer"
