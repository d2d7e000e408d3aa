"""Files of publications: read by whoever reads the library."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.alliance.models import Publication
from portal.alliance.queries.publications import PURPOSE
from portal.alliance.states import PublicationState
from portal.core.actors import Viewer
from portal.documents.models import PrivateFile
from portal.documents.purposes import Purpose
from portal.documents.types import DOCUMENTS
from portal.membership.queries.access import reads_member_pages

publication_files = Purpose(
    slug=PURPOSE,
    max_bytes=50 * 1024 * 1024,
    max_count=5,
    types=DOCUMENTS,
    label=_("Files of a publication"),
    notes_metadata=True,
)


def may_open_publication_file(viewer: Viewer, about: Publication | None, file: PrivateFile, at: datetime) -> bool:
    """Members while it is published; the secretariat always."""
    if about is None:
        return False
    if viewer.has_perm("alliance.see_publications"):
        return True
    return about.state in PublicationState.where(is_read=True) and reads_member_pages(viewer, at)
