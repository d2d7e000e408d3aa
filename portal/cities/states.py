"""Kinds of organisations (a call says which of them may apply and which may be paid); who works for a city, and how."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.states import Colour, State, States


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Municipality")
    VOLUNTARY = "voluntary", _("Voluntary organisation")
    FOUNDATION = "foundation", _("Foundation")
    PUBLIC = "public", _("Other public body")
    COMPANY = "company", _("Company")


class CityDuty(models.TextChoices):
    """What a colleague may do for their city. The contact person and a stand-in may do all of it."""

    APPLICATIONS = "applications", _("Write applications")
    INVOICES = "invoices", _("See to invoices")
    EVENTS = "events", _("Sign up for events")
    REPORTS = "reports", _("Write the yearly report")
    ADVICE = "advice", _("Ask for advice")


class CityRole(models.TextChoices):
    COLLEAGUE = "colleague", _("Colleague")
    POLITICIAN = "politician", _("Politician")


class CitySeatState(States):
    """A place in a city's own pages: asked for by an invitation, taken by the one who is invited."""

    INVITED = State(
        "invited", _("Invited"), colour=Colour.WAITING, steps={"accept": "active", "end": "ended"}, may_read=False
    )
    ACTIVE = State("active", _("Active"), colour=Colour.SUCCESS, steps={"end": "ended"}, may_read=True)
    ENDED = State("ended", _("Ended"), colour=Colour.PLAIN, steps={}, may_read=False)
