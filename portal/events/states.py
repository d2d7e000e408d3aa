"""Kinds of events, who they are for, and the states of an event and of a place at it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.states import Colour, State, States


class EventKind(models.TextChoices):
    CAMP = "camp", _("Camp")
    ASSEMBLY = "assembly", _("General assembly")
    SUMMIT = "summit", _("Summit")
    BRIEFING = "briefing", _("Briefing")
    WEBINAR = "webinar", _("Webinar")
    CHECK_IN = "check_in", _("Digital check-in")
    TASK_FORCE = "task_force", _("Task force meeting")
    CEREMONY = "ceremony", _("Award ceremony")


class EventAudience(models.TextChoices):
    """Who sees an event and can sign up for it."""

    PUBLIC = "public", _("Everyone")
    MEMBERS = "members", _("Member cities")
    INVITED = "invited", _("Invited cities")


class EventState(States):
    """That an event is over follows from its end; no step leads there."""

    DRAFT = State("draft", _("Draft"), colour=Colour.PLAIN, steps={"publish": "published"}, shown=False)
    PUBLISHED = State(
        "published",
        _("Published"),
        colour=Colour.SUCCESS,
        steps={"unpublish": "draft", "cancel": "cancelled", "move": "published"},
        shown=True,
    )
    CANCELLED = State("cancelled", _("Cancelled"), colour=Colour.REFUSED, steps={"restore": "published"}, shown=True)


class MotionState(States):
    """A ballot that was closed by mistake is opened again; what was cast stays."""

    DRAFT = State(
        "draft", _("Not open yet"), public=_("Not open yet"), colour=Colour.PLAIN, steps={"open": "open"}, votes=False
    )
    OPEN = State(
        "open",
        _("Ballot is open"),
        public=_("Ballot is open"),
        colour=Colour.OPEN,
        steps={"close": "closed"},
        votes=True,
    )
    CLOSED = State(
        "closed",
        _("Ballot is closed"),
        public=_("Ballot is closed"),
        colour=Colour.SUCCESS,
        steps={"reopen": "open"},
        votes=False,
    )


class Choice(models.TextChoices):
    """What a city's ballot says."""

    FOR = "for", _("In favour")
    AGAINST = "against", _("Against")
    ABSTAIN = "abstain", _("Abstains")


class RegistrationState(States):
    """Whoever signs up when all places are taken waits; the first who fits moves up by themselves."""

    WAITING = State(
        "waiting",
        _("Waiting list"),
        public=_("On the waiting list"),
        colour=Colour.WAITING,
        steps={"move_up": "confirmed", "cancel": "cancelled"},
        counts=True,
    )
    CONFIRMED = State(
        "confirmed",
        _("Has a place"),
        public=_("You have a place"),
        colour=Colour.SUCCESS,
        steps={"cancel": "cancelled"},
        counts=True,
    )
    CANCELLED = State(
        "cancelled", _("Signed off"), public=_("You are signed off"), colour=Colour.PLAIN, steps={}, counts=False
    )
