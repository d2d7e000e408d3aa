"""The states of calls, applications, awards and representatives: what each is called, how it looks, what may follow."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.states import Colour, State, States

# Each state is a block of the same lines, to be compared with its neighbours.
# fmt: off


class CallState(States):
    """What the secretariat has done with a call. Whether it is open follows from its window; nothing stores it."""

    DRAFT = State(
        "draft", pgettext_lazy("call", "Draft"), colour=Colour.PLAIN,
        steps={"announce": "announced", "cancel": "cancelled"},
        on_site=False,
    )
    ANNOUNCED = State(
        "announced", _("Announced"), colour=Colour.INFO,
        steps={"conclude": "concluded", "cancel": "cancelled"},
        on_site=True,
    )
    CONCLUDED = State(
        "concluded", _("Concluded"), colour=Colour.SUCCESS,
        steps={"reopen": "announced"},
        on_site=True,
    )
    CANCELLED = State(
        "cancelled", _("Cancelled"), colour=Colour.REFUSED,
        steps={"restore": "announced"},
        on_site=False,
    )


CALL_PUBLIC = CallState.where(on_site=True)


class CallPhase(States, derived=True):
    """Where an announced call stands at an instant, as everyone reads it."""

    COMING = State("coming", _("Opens later"), public=_("Opens later"), colour=Colour.INFO, steps={})
    OPEN = State(
        "open", pgettext_lazy("call", "Open"), public=pgettext_lazy("call", "Open"), colour=Colour.OPEN, steps={},
    )
    CLOSED = State("closed", _("Closed"), public=_("Closed"), colour=Colour.PLAIN, steps={})


class ApplicationState(States):
    """Where an application stands. *Dismissed*: formally not considered; *refused*: considered and declined.

    What the applicant reads: a decision is in their words only once it was announced to them, and until then they may
    do what they could before ("withdraw_untold").
    """

    DRAFT = State(
        "draft", pgettext_lazy("application", "Draft"),
        public=pgettext_lazy("application", "Draft"), colour=Colour.PLAIN,
        steps={"submit": "submitted", "withdraw": "withdrawn"},
        submitted=False, undecided=False, in_field=False, retention="grants.draft",
    )
    SUBMITTED = State(
        "submitted", _("Waiting for the formal check"),
        public=_("Submitted"), colour=Colour.INFO,
        steps={"reopen": "draft", "withdraw": "withdrawn", "pass": "eligible", "fail": "dismissed"},
        submitted=True, undecided=True, in_field=False, retention=None,
    )
    ELIGIBLE = State(
        "eligible", _("In assessment"),
        public=_("Being assessed"), colour=Colour.INFO,
        steps={"withdraw": "withdrawn", "dismiss": "dismissed", "award": "awarded", "refuse": "refused"},
        submitted=True, undecided=True, in_field=True, retention=None,
    )
    DISMISSED = State(
        "dismissed", _("Dismissed"),
        public=_("Did not meet the formal requirements"), colour=Colour.REFUSED,
        steps={
            "withdraw_untold": "withdrawn", "take_back": "eligible", "take_back_check": "submitted",
            "correct_to_award": "awarded", "correct_to_refuse": "refused",
        },
        submitted=True, undecided=False, in_field=False, retention="grants.application",
    )
    AWARDED = State(
        "awarded", _("Awarded"),
        public=_("Award offered"), colour=Colour.WAITING,
        steps={
            "accept": "accepted", "decline": "declined", "withdraw_untold": "withdrawn", "take_back": "eligible",
            "correct_to_refuse": "refused", "correct_to_dismiss": "dismissed",
        },
        submitted=True, undecided=False, in_field=True, retention=None,
    )
    REFUSED = State(
        "refused", pgettext_lazy("application", "Refused"),
        public=_("Not awarded"), colour=Colour.REFUSED,
        steps={
            "withdraw_untold": "withdrawn", "take_back": "eligible",
            "correct_to_award": "awarded", "correct_to_dismiss": "dismissed",
        },
        submitted=True, undecided=False, in_field=True, retention="grants.application",
    )
    ACCEPTED = State(
        "accepted", _("Award accepted"),
        public=_("Award accepted"), colour=Colour.SUCCESS,
        steps={"correct_to_refuse": "refused", "correct_to_dismiss": "dismissed"},
        submitted=True, undecided=False, in_field=True, retention="grants.award",
    )
    DECLINED = State(
        "declined", _("Award declined"),
        public=_("Award declined"), colour=Colour.INFO,
        steps={"correct_to_award": "awarded", "correct_to_refuse": "refused", "correct_to_dismiss": "dismissed"},
        submitted=True, undecided=False, in_field=True, retention="grants.application",
    )
    WITHDRAWN = State(
        "withdrawn", pgettext_lazy("application", "Withdrawn"),
        public=pgettext_lazy("application", "Withdrawn"), colour=Colour.INFO,
        steps={},
        submitted=True, undecided=False, in_field=False, retention="grants.application",
    )


# What staff may read: everything that was submitted, also if it was withdrawn afterwards; never a draft.
SUBMITTED_STATES = ApplicationState.where(submitted=True)
UNDECIDED = ApplicationState.where(undecided=True)
# What funders follow and the ranking holds.
IN_FIELD = ApplicationState.where(in_field=True)


class AwardState(States):
    """`committed`: the award holds money of its fund; not so one that was declined, or never offered."""

    OFFERED = State(
        "offered", _("Waiting for the applicant's answer"), colour=Colour.WAITING,
        steps={"accept": "accepted", "decline": "declined", "release": "released", "withdraw": "withdrawn"},
        committed=True, publishable=False,
    )
    ACCEPTED = State(
        "accepted", pgettext_lazy("award", "Accepted"), colour=Colour.SUCCESS,
        steps={"withdraw": "withdrawn"},
        committed=True, publishable=True,
    )
    DECLINED = State(
        "declined", _("Declined"), colour=Colour.INFO,
        steps={"offer": "offered"},
        committed=False, publishable=False,
    )
    RELEASED = State(
        "released", _("Taken back before it was offered"), colour=Colour.PLAIN,
        steps={"offer": "offered"},
        committed=False, publishable=False,
    )
    WITHDRAWN = State(
        "withdrawn", _("Withdrawn by a later decision"), colour=Colour.REFUSED,
        steps={"offer": "offered"},
        committed=False, publishable=False,
    )


COMMITTED = AwardState.where(committed=True)
# What may stand on the site and in open data, once its day has come.
PUBLISHABLE = AwardState.where(publishable=True)


class SeatState(States):
    """Whether someone may apply for an organisation: once staff have confirmed that they speak for it."""

    ASKED = State(
        "asked", _("Waiting for confirmation"), colour=Colour.WAITING,
        steps={"confirm": "confirmed", "turn_down": "ended"},
    )
    CONFIRMED = State(
        "confirmed", _("Confirmed"), colour=Colour.SUCCESS,
        steps={"end": "ended"},
    )
    ENDED = State(
        "ended", pgettext_lazy("representative", "Ended"), colour=Colour.PLAIN,
        steps={},
    )


# fmt: on


class DecisionKind(models.TextChoices):
    AWARD_FULL = "award_full", _("Full award")
    AWARD_PART = "award_part", _("Partial award")
    REFUSE = "refuse", pgettext_lazy("decision", "Refuse")
    DISMISS = "dismiss", _("Dismiss")


AWARDING = {DecisionKind.AWARD_FULL, DecisionKind.AWARD_PART}
# The step a decision takes an undecided application, and a corrected one.
STEP_OF = {
    DecisionKind.AWARD_FULL: "award",
    DecisionKind.AWARD_PART: "award",
    DecisionKind.REFUSE: "refuse",
    DecisionKind.DISMISS: "dismiss",
}
CORRECTION_OF = {kind: f"correct_to_{step}" for kind, step in STEP_OF.items()}


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
