"""What this app tells the portal: its verbs, what staff are warned of, files of letters, whose files are erased."""

from datetime import datetime, timedelta

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from portal.audit.erasure import register_erasure
from portal.audit.event_details import EventDetail, register_event_details
from portal.audit.labels import register_verbs
from portal.desk.warnings import StaffWarning, register_warning
from portal.desk.worklist import WorklistSource, register_worklist
from portal.documents import tasks  # noqa: F401  the receiver that scans after a commit
from portal.documents.attachments import PrivateFiles
from portal.documents.erasure import Files
from portal.documents.purposes import registered
from portal.documents.queries.leftovers import stuck_files
from portal.documents.queries.staff import visible_to
from portal.documents.types import TYPES
from portal.mail.attachments import register_attachments

VERBS = {
    "documents.store_upload": _("File received"),
    "documents.store_generated": _("Document made and kept"),
    "documents.accept_file": _("File accepted"),
    "documents.refuse_file": _("File refused"),
    "documents.remove_file": _("File removed"),
}


STUCK = WorklistSource(
    kind="documents.stuck_file",
    label=_("Files the virus scanner has not looked at"),
    queryset=lambda viewer, at: stuck_files(at).filter(pk__in=visible_to(viewer, at).values("pk")),
    title=lambda file: str(file),
    since="arrived_at",
    stuck_after=timedelta(hours=6),
)


def scanner_warnings(viewer, at: datetime) -> list[StaffWarning]:
    """Without a scanner files are accepted unseen; administrators are told, nobody else can change it."""
    if settings.CLAMD_URL or not viewer.has_role("administrator"):
        return []
    return [StaffWarning(_("No virus scanner is set up (CLAMD_URL): files are accepted as they come."))]


def purpose_label(slug: str) -> object:
    known = registered(slug)
    return known.purpose.label if known else slug


def type_name(content_type: str) -> object:
    return next((kind.name for kind in TYPES.values() if kind.content_type == content_type), content_type)


register_verbs(VERBS)
register_event_details(
    "documents",
    {
        "file": None,
        "purpose": EventDetail(_("For"), purpose_label),
        "type": EventDetail(_("Type of file"), type_name),
        "size": EventDetail(_("Size"), filesizeformat),
    },
)
register_worklist(STUCK)
register_warning("documents.scanner", scanner_warnings)
register_attachments(PrivateFiles())
register_erasure(Files())
