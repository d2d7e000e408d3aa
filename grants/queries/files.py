"""Private files of applications: what may be attached, and who may open one."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from grants.models import Application
from grants.queries.applications import ATTACHMENT, RECEIPT, of_applicant, readable_by
from grants.queries.rounds import SUBJECT
from grants.states import IN_FIELD
from portal.assessment.queries.entries import assigned_entries
from portal.core.actors import Viewer
from portal.documents.models import PrivateFile
from portal.documents.purposes import Purpose, register_purpose

MEGABYTE = 1024 * 1024

ATTACHMENTS = Purpose(
    ATTACHMENT,
    max_bytes=10 * MEGABYTE,
    max_count=10,
    types=("pdf", "docx", "xlsx", "jpeg", "png"),
    label=_("Attachments"),
)
RECEIPTS = Purpose(RECEIPT, max_bytes=10 * MEGABYTE, max_count=50, types=("pdf",), label=_("Receipts"))


def register_purposes() -> None:
    register_purpose(ATTACHMENTS, may_open=may_open_attachment)
    register_purpose(RECEIPTS, may_open=may_open_receipt)


def may_open_attachment(viewer: Viewer, about: Application | None, file: PrivateFile, at: datetime) -> bool:
    """The applicant; the secretariat once it was submitted; a funder while it is in the field; a reviewer it was given
    to, as long as it may be read. Nobody who is recused from it."""
    if about is None or not viewer.is_authenticated:
        return False
    if readable_by(viewer, at).filter(uuid=about.uuid).exists():
        return True
    if about.state not in IN_FIELD:
        return False
    return assigned_entries(viewer, at).filter(subject_kind=SUBJECT, subject_uuid=about.uuid).exists()


def may_open_receipt(viewer: Viewer, about: Application | None, file: PrivateFile, at: datetime) -> bool:
    """The applicant and the secretariat: it names who submitted."""
    if about is None or not viewer.is_authenticated:
        return False
    if viewer.has_perm("grants.see_applications"):
        return readable_by(viewer, at).filter(uuid=about.uuid).exists()
    return of_applicant(viewer, at).filter(uuid=about.uuid).exists()
