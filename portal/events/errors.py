"""Why an action on events was refused."""

from django.utils.translation import gettext_lazy as _

from portal.core.errors import Refused


class EndsBeforeItStarts(Refused):
    message = _("The end must be after the start.")
    field = "ends_at"


class RegistrationWindowInvalid(Refused):
    message = _("Registration must close after it opens, and not after the event ends.")
    field = "registration_closes_at"


class PlaceMissing(Refused):
    message = _("Say where it takes place, or give the link to it, before the event is published.")


class HasRegistrations(Refused):
    message = _("People have signed up. Cancel the event instead: they are told.")


class RegistrationClosed(Refused):
    message = _("Registration for this event is not open.")


class NotForCity(Refused):
    message = _("This event is not for this city.")
    field = "city"


class NotForYou(Refused):
    message = _("This event is for people from other cities, or your city signs you up.")


class AlreadyRegistered(Refused):
    message = _("This person has signed up already.")
    field = "email"


class GuestsNotAllowed(Refused):
    message = _("No more guests can come with this person.")
    field = "email"


class ReasonMissing(Refused):
    message = _("Write the reason.")
    field = "reason"


class NotCheckedInYet(Refused):
    message = _("Check-in opens on the day before the event.")


class NoPlace(Refused):
    message = _("This person has no place at the event.")


class AccountUnknown(Refused):
    message = _("Nobody has an account with this address. Ask them to sign in once first.")
    field = "email"


class NotAnAssembly(Refused):
    message = _("Motions belong to a general assembly.")
    field = "event"


class NumberTaken(Refused):
    message = _("There is a motion with this number already.")
    field = "number"


class BallotNotOpen(Refused):
    message = _("The ballot is not open.")


class BallotCast(Refused):
    message = _("This city has voted already. Its first ballot counts.")


class NotYourVote(Refused):
    message = _("You can’t vote for this city: it has given its vote to another city, or somebody else votes for it.")


class ProxyRefused(Refused):
    message = _(
        "This city can’t take the vote: it is no member, has given its own away, or holds as many as one may hold."
    )
    field = "holder"


class HoldsProxies(Refused):
    message = _("Your city votes for others. It can’t give its own vote away.")
    field = "holder"


class BallotsOpen(Refused):
    message = _("A ballot is open. Who votes for whom changes before or after it.")


class NotOfTheCity(Refused):
    message = _("Choose somebody who works in your city’s pages.")
    field = "delegate"


class OutsideTheEvent(Refused):
    message = _("It must start and end during the event.")
    field = "starts_at"
