"""Which letters someone may see. Letters are never published, so there is this one query only."""

from datetime import datetime

from django.db.models import QuerySet

from portal.core.actors import Viewer
from portal.mail.models import Letter
from portal.mail.states import FAILED


def letters_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Letter]:
    """Programme managers and administrators see every letter, finance those about memberships, others none."""
    if not viewer.is_authenticated:
        return Letter.objects.none()
    if viewer.has_role("manager", "administrator"):
        return Letter.objects.all()
    if viewer.has_role("finance"):
        return Letter.objects.filter(about_kind__startswith="membership.")
    return Letter.objects.none()


def failed_letters(viewer: Viewer, at: datetime) -> QuerySet[Letter]:
    """Letters that never reached their reader and whose text is still there to be sent again."""
    return letters_visible_to(viewer, at).filter(state__in=FAILED, erased_at=None)
