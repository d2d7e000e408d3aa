from django.urls import path
from django.utils.translation import gettext_lazy as _

from grants.actions.addresses import correct_applicant_address
from grants.actions.corrections import correct_decision, revise_decision, stop_announcement, take_back_decision
from grants.actions.decisions import announce_decision, decide_application
from grants.actions.eligibility import check_eligibility
from grants.actions.recusals import lift_recusal_from_application, recuse_staff_from_application
from grants.admin.application_steps import (
    correct_words,
    off_site,
    on_site,
    publish,
    republish,
    to_announce,
    to_check,
    to_correct,
    to_revise,
    to_reword,
    to_stop,
    unpublish,
    unpublished,
    untold,
)
from grants.admin.preflights import (
    before_announcing,
    before_check,
    before_correcting,
    before_correcting_words,
    before_deciding,
    before_publishing,
    before_republishing,
    before_unpublishing,
)
from grants.admin.untold_preflights import before_stopping, before_taking_back
from grants.filters import ApplicationStaffFilter
from grants.forms.record_actions import (
    ApplicantAddressForm,
    CheckForm,
    CorrectForm,
    CorrectPublicationForm,
    DecideForm,
    PublishForm,
    ReviseForm,
    UnpublishForm,
)
from grants.models import Application
from grants.queries.applications import visible_to
from grants.queries.dossier import dossier_of
from grants.states import ApplicationState
from grants.views.staff import ExportView
from portal.adminkit.columns import StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.forms import WhyForm
from portal.assessment.admin.recusals import recusal_actions, recusals_field
from portal.core.formats import when
from portal.desk.viewset import CaseViewSet


class ApplicationViewSet(CaseViewSet):
    """Applications that were submitted: formal check, decision, announcement, publication."""

    model = Application
    icon = "doc-full"
    menu_label = _("Applications")
    visible_to = visible_to
    view_permission = "grants.see_applications"
    filterset_class = ApplicationStaffFilter
    list_display = ["reference", "title", "applicant_name", "call", StateColumn(), "sought", "submitted_at"]
    list_related = ["call__fund", "call__programme"]
    detail_related = ["call__fund", "call__programme", "organisation", "city", "contact", "decision", "award"]
    list_export = ["reference", "title", "applicant_name", "call", "state", "sought", "submitted_at"]
    unmasked_fields = ("reference", "call")
    ordering = "-submitted_at"
    detail_template_name = "grants/staff/application.html"
    record_actions = [
        RecordAction(
            "check",
            _("Do the formal check"),
            check_eligibility,
            "grants.check_eligibility",
            form_class=CheckForm,
            shown=to_check,
            success=_("The formal check is done."),
            icon="tasks",
            preflight=before_check,
        ),
        RecordAction(
            "decide",
            _("Decide"),
            decide_application,
            "grants.decide_application",
            form_class=DecideForm,
            explanation=_("The applicant is told when you announce it."),
            shown=lambda application, at: ApplicationState.allows("award", application.state),
            success=_("The decision is taken. Announce it to tell the applicant."),
            icon="check",
            preflight=before_deciding,
        ),
        RecordAction(
            "announce",
            _("Tell the applicant"),
            announce_decision,
            "grants.decide_application",
            explanation=_(
                "The e-mail goes out in fifteen minutes, with the decision and its reasons; an award then waits for an "
                "answer."
            ),
            shown=to_announce,
            success=_("The applicant is told in fifteen minutes. Until then you can stop it."),
            bulk=True,
            icon="mail",
            preflight=before_announcing,
        ),
        RecordAction(
            "stop",
            _("Stop telling the applicant"),
            stop_announcement,
            "grants.decide_application",
            form_class=WhyForm,
            explanation=_("The e-mail does not go out. The decision stands, and waits to be announced."),
            shown=to_stop,
            success=_("Stopped. The applicant does not know of the decision."),
            bulk=True,
            danger=True,
            icon="cross",
            preflight=before_stopping,
        ),
        RecordAction(
            "revise",
            _("Change the decision"),
            revise_decision,
            "grants.decide_application",
            form_class=ReviseForm,
            explanation=_("The applicant does not know of the decision yet. Afterwards you announce the new one."),
            shown=to_revise,
            success=_("The decision is changed. Announce it to tell the applicant."),
            icon="edit",
            preflight=before_deciding,
        ),
        RecordAction(
            "take-back",
            _("Take the decision back"),
            take_back_decision,
            "grants.decide_application",
            form_class=WhyForm,
            explanation=_(
                "The applicant does not know of it. The application stands where it stood before, and the money of an "
                "award is free again."
            ),
            shown=untold,
            success=_("The decision is taken back."),
            danger=True,
            icon="rotate",
            preflight=before_taking_back,
        ),
        RecordAction(
            "correct",
            _("Correct the decision"),
            correct_decision,
            "grants.decide_application",
            form_class=CorrectForm,
            explanation=_(
                "The applicant was told of the decision. A new one of today takes its place, and they are told at once "
                "what changes."
            ),
            shown=to_correct,
            success=_("The new decision holds, and the applicant is told."),
            danger=True,
            icon="edit",
            preflight=before_correcting,
        ),
        RecordAction(
            "publish",
            _("Publish the award"),
            publish,
            "grants.publish_award",
            form_class=PublishForm,
            shown=unpublished,
            success=_("The award is public from the instant you chose."),
            icon="view",
            preflight=before_publishing,
        ),
        RecordAction(
            "correct-words",
            _("Correct what is published"),
            correct_words,
            "grants.publish_award",
            form_class=CorrectPublicationForm,
            shown=to_reword,
            success=_("The published reasons are corrected."),
            icon="edit",
            preflight=before_correcting_words,
        ),
        RecordAction(
            "unpublish",
            _("Withdraw from the site"),
            unpublish,
            "grants.publish_award",
            form_class=UnpublishForm,
            shown=on_site,
            success=_("The award is no longer on the site."),
            danger=True,
            icon="no-view",
            preflight=before_unpublishing,
        ),
        RecordAction(
            "republish",
            _("Put back on the site"),
            republish,
            "grants.publish_award",
            form_class=WhyForm,
            shown=off_site,
            success=_("The award is on the site again."),
            icon="view",
            preflight=before_republishing,
        ),
        RecordAction(
            "correct-address",
            _("Correct the applicant’s e-mail address"),
            correct_applicant_address,
            "grants.correct_address",
            form_class=ApplicantAddressForm,
            explanation=_(
                "Make sure with the organisation first. Whoever reads mail at the new address can then open and change "
                "the application, and the old contact no longer can. The latest e-mail is sent again, to the new "
                "address only."
            ),
            argument="application",
            shown=lambda application, at: application.organisation.kind != "municipality",
            icon="mail",
        ),
        *recusal_actions(
            recuse_staff=recuse_staff_from_application,
            may_recuse="grants.recuse_staff",
            lift_staff_recusals=lift_recusal_from_application,
            may_lift="grants.lift_staff_recusals",
        ),
    ]
    detail_fields = [
        DetailField(_("Reference"), lambda application: application.reference),
        DetailField(_("State"), lambda application: application.get_state_display()),
        DetailField(_("Call"), lambda application: str(application.call)),
        DetailField(_("Applicant"), lambda application: application.organisation.name),
        DetailField(_("Registration number"), lambda application: application.organisation.registration_number),
        DetailField(_("City"), lambda application: application.city.local_name if application.city else ""),
        DetailField(_("Amount applied for"), lambda application: str(application.sought)),
        DetailField(_("Submitted"), lambda application: when(application.submitted_at, application.call.zone)),
        DetailField(
            _("Contact"),
            lambda application: application.contact.get_full_name() if application.contact else "",
            permission="grants.check_eligibility",
        ),
        recusals_field(),
    ]

    def get_title(self, record):
        return f"{record.reference} {record.title}"

    def get_detail_context(self, record, viewer, at):
        return {"dossier": dossier_of(record, viewer, at)}

    def get_urlpatterns(self):
        # After the others: the menu leads to the first.
        return [
            *super().get_urlpatterns(),
            path("scores.csv", self.construct_view(ExportView), name="scores"),
            path("scores.xlsx", self.construct_view(ExportView, format="xlsx"), name="scores_xlsx"),
            path("scores.json", self.construct_view(ExportView, format="json"), name="scores_json"),
        ]
