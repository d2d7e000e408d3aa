"""Kinds of organisations: a call says which of them may apply and which may be paid."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Municipality")
    VOLUNTARY = "voluntary", _("Voluntary organisation")
    FOUNDATION = "foundation", _("Foundation")
    PUBLIC = "public", _("Other public body")
    COMPANY = "company", _("Company")
