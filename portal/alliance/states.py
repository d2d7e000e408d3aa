"""Publications of the library: what they are, and whether members read them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.states import Colour, State, States


class PublicationKind(models.TextChoices):
    BRIEFING = "briefing", _("Nordic Democracy Briefing")
    WEBINAR = "webinar", _("Webinar recording")
    REPORT = "report", _("Report")
    GUIDE = "guide", _("Guide")
    FAILURE = "failure", _("Failure shared")


class PublicationState(States):
    """`is_read`: members find it in the library."""

    DRAFT = State("draft", _("Draft"), colour=Colour.PLAIN, steps={"publish": "published"}, is_read=False)
    PUBLISHED = State("published", _("Published"), colour=Colour.SUCCESS, steps={"withdraw": "withdrawn"}, is_read=True)
    WITHDRAWN = State("withdrawn", _("Withdrawn"), colour=Colour.REFUSED, steps={"publish": "published"}, is_read=False)


class ExpertState(States):
    """An entry of the expert directory. `is_shown`: members and staff find it; its person alone decides that."""

    ASKED = State(
        "asked",
        _("Not confirmed"),
        public=_("Not shown yet"),
        colour=Colour.WAITING,
        steps={"confirm": "shown"},
        is_shown=False,
    )
    SHOWN = State(
        "shown", _("Shown"), public=_("Shown"), colour=Colour.SUCCESS, steps={"hide": "hidden"}, is_shown=True
    )
    HIDDEN = State(
        "hidden", _("Hidden"), public=_("Hidden"), colour=Colour.PLAIN, steps={"confirm": "shown"}, is_shown=False
    )


class ExpertRequestState(States):
    """A city's question to an expert. `is_open`: one of the two may still write."""

    OPEN = State(
        "open",
        _("Waits for the expert"),
        public=_("Waits for the expert"),
        colour=Colour.WAITING,
        steps={"answer": "answered", "close": "closed"},
        is_open=True,
    )
    ANSWERED = State(
        "answered",
        _("Answered"),
        public=_("Answered"),
        colour=Colour.SUCCESS,
        steps={"close": "closed"},
        is_open=True,
    )
    CLOSED = State("closed", _("Closed"), public=_("Closed"), colour=Colour.PLAIN, steps={}, is_open=False)
