from datetime import datetime

from django.utils.html import format_html
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portal.adminkit.columns import RecordColumn, StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.viewset import RecordViewSet
from portal.alliance.actions.publications import (
    add_publication,
    attach_publication_file,
    publish_publication,
    remove_publication_file,
    update_publication,
    withdraw_publication,
)
from portal.alliance.actions.themes import add_theme, set_yearly_promise, update_theme
from portal.alliance.admin.preflights import before_publishing, before_withdrawing
from portal.alliance.filters import PublicationStaffFilter
from portal.alliance.forms.library import (
    AttachmentForm,
    FileRemovalForm,
    PromiseForm,
    PublicationForm,
    ThemeForm,
    WithdrawalForm,
)
from portal.alliance.models import Publication, Theme, YearlyPromise
from portal.alliance.queries.publications import (
    PURPOSE,
    kept_promises,
    promises_visible_to,
    publications_visible_to,
    themes_visible_to,
)
from portal.alliance.states import PublicationState
from portal.core import clock
from portal.core.texts import localised
from portal.documents.queries.files import files_of


def _allows(step: str):
    return lambda publication, at: PublicationState.allows(step, publication.state)


def _files(publication: Publication):
    links = [format_html('<a href="{}">{}</a>', file.url, file.name) for file in files_of(publication, PURPOSE)]
    return format_html(", ".join(["{}"] * len(links)), *links) if links else ""


def _link(publication: Publication):
    return format_html('<a href="{0}">{0}</a>', publication.link) if publication.link else ""


class PublicationViewSet(RecordViewSet):
    """What the library holds: drafts, what members read, what was withdrawn."""

    model = Publication
    icon = "doc-full"
    menu_label = _("Publications")
    visible_to = publications_visible_to
    view_permission = "alliance.see_publications"
    create_permission, create_action = "alliance.edit_publication", add_publication
    update_permission, update_action = "alliance.edit_publication", update_publication
    form_class = PublicationForm
    list_display = [
        RecordColumn("title_shown", label=_("Title"), accessor=str),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        StateColumn(),
        "published_at",
    ]
    filterset_class = PublicationStaffFilter
    ordering = "-added_at"
    list_export = ["uuid", "kind", "state", "language", "published_at", "title_shown"]
    export_headings = {"title_shown": _("Title")}
    detail_fields = [
        DetailField(_("Title"), lambda one: localised(one.title)),
        DetailField(_("Kind"), lambda one: one.get_kind_display()),
        DetailField(_("State"), lambda one: PublicationState(one.state).label),
        DetailField(_("Summary"), lambda one: localised(one.summary)),
        DetailField(_("Themes"), lambda one: [theme.name for theme in one.themes.all()]),
        DetailField(_("Language of the document"), lambda one: get_language_info(one.language)["name_local"]),
        DetailField(_("Files"), _files),
        DetailField(_("Link"), _link),
        DetailField(_("Published"), lambda one: one.published_at),
        DetailField(_("Why it was withdrawn"), lambda one: one.withdrawal_reason),
    ]
    record_actions = [
        RecordAction(
            "publish",
            _("Publish"),
            publish_publication,
            "alliance.publish_publication",
            success=_("It is in the library."),
            shown=_allows("publish"),
            icon="check",
            preflight=before_publishing,
        ),
        RecordAction(
            "attach",
            _("Add a file"),
            attach_publication_file,
            "alliance.edit_publication",
            form_class=AttachmentForm,
            success=_("The file is added."),
            icon="upload",
        ),
        RecordAction(
            "remove-file",
            _("Remove a file"),
            remove_publication_file,
            "alliance.edit_publication",
            form_class=FileRemovalForm,
            success=_("The file is removed."),
            shown=lambda publication, at: bool(files_of(publication, PURPOSE)),
            danger=True,
            icon="bin",
        ),
        RecordAction(
            "withdraw",
            _("Withdraw"),
            withdraw_publication,
            "alliance.publish_publication",
            form_class=WithdrawalForm,
            success=_("Members no longer find it."),
            shown=_allows("withdraw"),
            danger=True,
            icon="cross",
            preflight=before_withdrawing,
        ),
    ]

    def prepare(self, records, viewer, at: datetime) -> None:
        for record in records:
            record.title_shown = str(record)


class ThemeViewSet(RecordViewSet):
    """What publications are about."""

    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    visible_to = themes_visible_to
    view_permission = "alliance.see_publications"
    create_permission, create_action = "alliance.edit_theme", add_theme
    update_permission, update_action = "alliance.edit_theme", update_theme
    form_class = ThemeForm
    list_display = [RecordColumn("name", label=_("Name"), accessor=str), "slug", "position"]
    list_export = ["uuid", "slug", "name", "position"]
    export_headings = {"name": _("Name")}
    ordering = "position"
    detail_fields = [
        DetailField(_("Name"), lambda theme: theme.name),
        DetailField(_("In other languages"), lambda theme: list(dict.fromkeys(theme.names.values()))),
        DetailField(_("Short name in addresses"), lambda theme: theme.slug),
        DetailField(_("Place in lists"), lambda theme: theme.position),
    ]


def _published(promise: YearlyPromise) -> int:
    [kept] = kept_promises([promise], clock.now())
    return kept.published


class YearlyPromiseViewSet(RecordViewSet):
    """What members are promised a year, and how much of it was published."""

    model = YearlyPromise
    icon = "list-ol"
    menu_label = _("Promised a year")
    visible_to = promises_visible_to
    view_permission = "alliance.see_promises"
    update_permission, update_action = "alliance.set_promise", set_yearly_promise
    argument = "promise"
    form_class = PromiseForm
    list_display = [
        RecordColumn("what", label=_("Kind"), accessor=str),
        "number",
        Column("published", label=_("Published this year")),
        Column("published_before", label=_("Published last year")),
    ]
    list_export = ["kind", "number", "published", "published_before"]
    export_headings = {"published": _("Published this year"), "published_before": _("Published last year")}
    ordering = "kind"
    detail_fields = [
        DetailField(_("Kind"), str),
        DetailField(_("Promised a year"), lambda promise: promise.number),
        DetailField(_("Published this year"), _published),
    ]

    def prepare(self, records, viewer, at: datetime) -> None:
        for kept in kept_promises(records, at):
            kept.promise.published, kept.promise.published_before = kept.published, kept.published_before
