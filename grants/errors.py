"""What can be refused here, in words a person can be shown."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.core.errors import AlreadyDone, Refused
from portal.core.formats import when
from portal.core.money import Money


class CallNotOpen(Refused):
    """The call's window is not open at this instant, or the call was cancelled."""

    message = _("This call does not take applications now.")


class ClosedAlready(CallNotOpen):
    """The window ended. `closed_at` and `zone` say when, for the page to show."""

    message = _("This call has closed. Your draft is saved.")

    def __init__(self, closed_at: datetime, zone: str):
        super().__init__()
        self.closed_at, self.zone = closed_at, zone


class NotEligible(Refused):
    """The applicant or the city does not meet the call's rule."""


class TooLong(Refused):
    message = _("An answer is far too long to be saved. Shorten it to 20,000 characters.")


class AlreadySubmitted(Refused):
    message = _("This application was submitted and can't be changed. Reopen it first.")


class NotAnnounced(Refused):
    message = _("The applicant has not been told yet.")


class NotAccepted(Refused):
    message = _("An award can be published only after the applicant has accepted it.")


class PublicReasonsMissing(Refused):
    message = _("Write the reasons as they will be published.")
    field = "public_reasons"


class CallNotSound(Refused):
    """The call's figures or window do not fit together."""


class CallFixed(Refused):
    message = _("Applicants rely on this: it can't change once the call has opened.")


class Unfinished(Refused):
    """Something of the call is still open, undecided, untold or unanswered; the message says what."""


class StillOpen(Refused):
    message = _("The call is still open. Check and decide when it has closed.")


class NotOpenedYet(Refused):
    message = _("The call has not opened yet: there is nothing to assess.")


class AssessmentUnfinished(Refused):
    """The reviews a decision rests on are not closed and complete. `gaps` says what is missing."""

    field = "override_reasons"

    def __init__(self, gaps: list[str]) -> None:
        self.gaps = gaps
        super().__init__(
            _("%(gaps)s Finish the assessment first, or say why you decide without it.") % {"gaps": " ".join(gaps)}
        )


class ToldAlready(Refused):
    message = _("The applicant has been told. Correct the decision with a new one instead.")


class NotTold(Refused):
    message = _("The applicant has not been told of this decision yet. Change it or take it back instead.")


class NotPublished(Refused):
    message = _("This award is not on the site.")


class NothingToChange(Refused):
    message = _("This is what was decided already.")


class AlreadyDecided(AlreadyDone):
    """Someone decided before: otherwise, or with other reasons. The sentence says who, when and what."""

    def __init__(self, stands: str, *, who: str, at: datetime) -> None:
        super().__init__(stands, who=who, when=when(at))


class SumNotSound(Refused):
    """The sum does not fit the kind of decision or the call's limits."""

    field = "sum"


class NotEnoughMoney(Refused):
    """The call or its fund does not hold the sum. `left` is the most that can still be given."""

    field = "sum"

    def __init__(self, message: str | Promise, left: Money) -> None:
        super().__init__(message)
        self.left = left


class ReasonsMissing(Refused):
    message = _("Give reasons: they are sent to the applicant.")
    field = "reasons"


class PointsNotMet(Refused):
    message = _("A point is marked as not met. Dismiss the application, or mark the point as met.")
    field = "passed"


class NoRound(Refused):
    message = _("This call has no round of assessment yet.")


class FundCommitted(Refused):
    """The fund has given more than the new sum, or has calls or awards in its currency."""

    field = "sum"


class IsMunicipality(Refused):
    message = _("A municipality applies through its contact person in the alliance. Write to the secretariat.")
    field = "registration_number"


class SubmissionInvalid(Refused):
    """Something asked is missing or over its limit. `faults` maps a field's name to its sentence."""

    message = _("Check these answers. What is missing is marked below.")

    def __init__(self, found: dict):
        super().__init__()
        self.faults = found


class ContactOfCity(Refused):
    message = _("A municipality applies through its contact person. Appoint the right one under Contact persons.")
