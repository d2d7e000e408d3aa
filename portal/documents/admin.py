from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.adminkit.columns import StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.recusals import about_recused_q
from portal.desk.viewset import CaseViewSet
from portal.documents.actions.removing import remove_file
from portal.documents.actions.scanning import refuse_file
from portal.documents.filters import FileFilterSet
from portal.documents.forms.refusal import RefusalForm
from portal.documents.models import PrivateFile
from portal.documents.queries.staff import visible_to
from portal.documents.states import FileState


class FileViewSet(CaseViewSet):
    """Files people sent in: what waits for the scanner, what was refused, and taking one out of use."""

    model = PrivateFile
    icon = "doc-empty"
    menu_label = _("Private files")
    menu_order = 910
    visible_to = visible_to
    view_permission = "documents.see_files"
    list_display = ["__str__", "purpose", StateColumn(), "content_type", "arrived_at"]
    filterset_class = FileFilterSet
    ordering = "-arrived_at"
    list_export = ["uuid", "purpose", "state", "content_type", "size", "arrived_at", "decided_at", "about_kind"]
    export_headings = {"about_kind": _("About")}
    unmasked_fields = ("__str__", "uuid", "arrived_at")
    detail_fields = [
        DetailField(_("Purpose"), lambda file: file.purpose),
        DetailField(_("Name"), lambda file: file.name, permission="documents.open_undecided"),
        DetailField(_("State"), lambda file: file.get_state_display()),
        DetailField(_("Type"), lambda file: file.content_type),
        DetailField(_("Size"), lambda file: filesizeformat(file.size)),
        DetailField(_("Arrived"), lambda file: file.arrived_at),
        DetailField(_("Accepted or refused"), lambda file: file.decided_at),
        DetailField(_("Why refused"), lambda file: file.refusal),
        DetailField(_("Attempts to scan"), lambda file: file.scan_attempts),
        DetailField(_("Can't be removed before"), lambda file: file.kept_until),
    ]
    record_actions = [
        RecordAction(
            "refuse",
            pgettext_lazy("file", "Refuse"),
            refuse_file,
            "documents.refuse_file",
            explanation=_("Only staff can open the file from now on. It is deleted after a month."),
            form_class=RefusalForm,
            shown=lambda file, at: file.state in (FileState.ARRIVED, FileState.ACCEPTED),
            argument="file",
            danger=True,
        ),
        RecordAction(
            "remove",
            _("Remove"),
            remove_file,
            "documents.refuse_file",
            explanation=_(
                "The content and the name are deleted at once, for good. The audit log still shows that the "
                "file existed."
            ),
            shown=lambda file, at: file.state != FileState.REMOVED,
            argument="file",
            danger=True,
            bulk=True,
        ),
    ]

    def get_recused_q(self, viewer, at):
        """A file belongs to what it was sent in with, and so does its name."""
        return about_recused_q(viewer, at)

    def get_masked_title(self, record) -> str:
        return str(record)
