"""Private files of an application for membership."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.core.actors import Viewer
from portal.documents.models import PrivateFile
from portal.documents.purposes import Purpose
from portal.documents.types import PICTURES
from portal.membership.models import MembershipApplication
from portal.membership.queries.applications import membership_applications_visible_to

DECISION = "membership.decision"
decisions = Purpose(
    slug=DECISION,
    max_bytes=10 * 1024 * 1024,
    max_count=3,
    types=("pdf", "docx", "odt", *PICTURES),
    label=_("The political decision"),
)


def may_open_decision(viewer: Viewer, about: MembershipApplication | None, file: PrivateFile, at: datetime) -> bool:
    """Who wrote the application, the politician who confirms it, and those who decide on it."""
    return about is not None and membership_applications_visible_to(viewer, at).filter(pk=about.pk).exists()
