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
