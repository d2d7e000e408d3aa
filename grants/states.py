"""The states of calls, applications and awards, one table of transitions each, in staff's words and applicants'."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.states import Transitions


class CallState(models.TextChoices):
    """What the secretariat has done with a call. Whether it is open follows from its window; nothing stores it."""

    DRAFT = "draft", pgettext_lazy("call", "Draft")
    ANNOUNCED = "announced", _("Announced")
    CONCLUDED = "concluded", _("Concluded")
    CANCELLED = "cancelled", _("Cancelled")


CALL = Transitions(
    {
        "announce": ({CallState.DRAFT}, CallState.ANNOUNCED),
        "cancel": ({CallState.DRAFT, CallState.ANNOUNCED}, CallState.CANCELLED),
        "conclude": ({CallState.ANNOUNCED}, CallState.CONCLUDED),
    }
)
CALL_PUBLIC = {CallState.ANNOUNCED, CallState.CONCLUDED}


class CallPhase(models.TextChoices):
    """Where an announced call stands at an instant, as a visitor reads it."""

    COMING = "coming", _("Opens later")
    OPEN = "open", pgettext_lazy("call", "Open")
    CLOSED = "closed", _("Closed")


class ApplicationState(models.TextChoices):
    """Where an application stands, in staff's words. *Dismissed*: formally not considered; *refused*: considered and
    declined."""

    DRAFT = "draft", pgettext_lazy("application", "Draft")
    SUBMITTED = "submitted", _("Waiting for the formal check")
    ELIGIBLE = "eligible", _("In assessment")
    DISMISSED = "dismissed", _("Dismissed")
    AWARDED = "awarded", _("Awarded")
    REFUSED = "refused", pgettext_lazy("application", "Refused")
    ACCEPTED = "accepted", _("Award accepted")
    DECLINED = "declined", _("Award declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "Withdrawn")


S = ApplicationState

APPLICATION = Transitions(
    {
        "submit": ({S.DRAFT}, S.SUBMITTED),
        "take_back": ({S.SUBMITTED}, S.DRAFT),
        "withdraw": ({S.DRAFT, S.SUBMITTED, S.ELIGIBLE}, S.WITHDRAWN),
        # Decided, but not told: for the applicant it is still in assessment, and they may do what they could before.
        "withdraw_untold": ({S.DISMISSED, S.AWARDED, S.REFUSED}, S.WITHDRAWN),
        "pass": ({S.SUBMITTED}, S.ELIGIBLE),
        "fail": ({S.SUBMITTED}, S.DISMISSED),
        "dismiss": ({S.ELIGIBLE}, S.DISMISSED),
        "award": ({S.ELIGIBLE}, S.AWARDED),
        "refuse": ({S.ELIGIBLE}, S.REFUSED),
        "accept": ({S.AWARDED}, S.ACCEPTED),
        "decline": ({S.AWARDED}, S.DECLINED),
    }
)

# What staff may read: everything that was handed in, also if it was withdrawn afterwards; never a draft.
SUBMITTED_STATES = {S.SUBMITTED, S.ELIGIBLE, S.DISMISSED, S.AWARDED, S.REFUSED, S.ACCEPTED, S.DECLINED, S.WITHDRAWN}
UNDECIDED = {S.SUBMITTED, S.ELIGIBLE}
DECIDED = {S.DISMISSED, S.AWARDED, S.REFUSED, S.ACCEPTED, S.DECLINED}
IN_FIELD = {S.ELIGIBLE, S.AWARDED, S.REFUSED, S.ACCEPTED, S.DECLINED}

# What the applicant reads. A decision is in their words only once it was announced to them.
PUBLIC_LABELS = {
    S.DRAFT: pgettext_lazy("application", "Draft"),
    S.SUBMITTED: _("Submitted"),
    S.ELIGIBLE: _("Being assessed"),
    S.DISMISSED: _("Did not meet the formal requirements"),
    S.AWARDED: _("Award offered"),
    S.REFUSED: _("Not awarded"),
    S.ACCEPTED: _("Award accepted"),
    S.DECLINED: _("Award declined"),
    S.WITHDRAWN: pgettext_lazy("application", "Withdrawn"),
}


class DecisionKind(models.TextChoices):
    AWARD_FULL = "award_full", _("Full award")
    AWARD_PART = "award_part", _("Partial award")
    REFUSE = "refuse", pgettext_lazy("decision", "Refuse")
    DISMISS = "dismiss", _("Dismiss")


AWARDING = {DecisionKind.AWARD_FULL, DecisionKind.AWARD_PART}
STEP_OF = {
    DecisionKind.AWARD_FULL: "award",
    DecisionKind.AWARD_PART: "award",
    DecisionKind.REFUSE: "refuse",
    DecisionKind.DISMISS: "dismiss",
}


class AwardState(models.TextChoices):
    OFFERED = "offered", _("Waiting for the applicant's answer")
    ACCEPTED = "accepted", pgettext_lazy("award", "Accepted")
    DECLINED = "declined", _("Declined")
    RELEASED = "released", _("Never offered: the applicant withdrew before")


AWARD = Transitions(
    {
        "accept": ({AwardState.OFFERED}, AwardState.ACCEPTED),
        "decline": ({AwardState.OFFERED}, AwardState.DECLINED),
        "release": ({AwardState.OFFERED}, AwardState.RELEASED),
    }
)
# Awards that hold money of their fund: not those the applicant declined, or withdrew from before they were told.
COMMITTED = {AwardState.OFFERED, AwardState.ACCEPTED}


class LineSource(models.TextChoices):
    """Where the money of a budget line comes from."""

    SOUGHT = "sought", _("Applied for here")
    OWN = "own", _("Own funds")
    OTHER = "other", _("Other funders")
    IN_KIND = "in_kind", _("Own work and contributions in kind")


class LineKind(models.TextChoices):
    STAFF = "staff", _("Staff")
    SERVICES = "services", _("Bought services")
    VENUE = "venue", _("Rooms and equipment")
    TRAVEL = "travel", _("Travel")
    EVENTS = "events", _("Meetings and events")
    EVALUATION = "evaluation", _("Evaluation")
    AUDIT = "audit", _("Audit")
    OTHER = "other", _("Other")


class SeatState(models.TextChoices):
    """Whether someone may apply for an organisation: at once when they registered it, else once staff confirmed it."""

    ASKED = "asked", _("Waiting for confirmation")
    CONFIRMED = "confirmed", _("Confirmed")
    ENDED = "ended", pgettext_lazy("representative", "Ended")


SEAT = Transitions(
    {
        "confirm": ({SeatState.ASKED}, SeatState.CONFIRMED),
        "turn_down": ({SeatState.ASKED}, SeatState.ENDED),
        "end": ({SeatState.CONFIRMED}, SeatState.ENDED),
    }
)
