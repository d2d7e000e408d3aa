"""Which files staff see at all. Opening one still asks the rule of its half."""

from datetime import datetime

from django.db.models import QuerySet

from portal.core.actors import Viewer
from portal.documents.models import PrivateFile


def visible_to(viewer: Viewer, at: datetime) -> QuerySet[PrivateFile]:
    """Files staff may see in lists: managers and administrators, no one else."""
    if viewer.has_perm("documents.see_files"):
        return PrivateFile.objects.all()
    return PrivateFile.objects.none()
