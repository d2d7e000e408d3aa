from django.urls import path
from django.utils.translation import gettext_lazy as _

from grants.actions.addresses import correct_applicant_address
from grants.actions.awards import publish_award
from grants.actions.decisions import announce_decision, decide_application
from grants.actions.eligibility import check_eligibility
from grants.actions.recusals import lift_recusal_from_application, recuse_staff_from_application
from grants.filters import ApplicationStaffFilter
from grants.forms.record_actions import ApplicantAddressForm, CheckForm, DecideForm, PublishForm
from grants.models import Application
from grants.queries.applications import visible_to
from grants.queries.dossier import dossier_of
from grants.states import ApplicationState
from grants.views.staff import ExportView
from portal.adminkit.columns import StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.assessment.admin.recusals import recusal_actions, recusals_field
from portal.core.formats import when
from portal.desk.viewset import CaseViewSet


def _publish(*, application: Application, public_reasons, publish_at, by, at):
    return publish_award(award=application.award, public_reasons=public_reasons, publish_at=publish_at, by=by, at=at)


def _undisclosed(application: Application, at) -> bool:
    decision = getattr(application, "decision", None)
    return decision is not None and decision.is_untold


def _unpublished(application: Application, at) -> bool:
    award = getattr(application, "award", None)
    accepted = application.state == ApplicationState.ACCEPTED and award is not None
    return accepted and (award.published_at is None or award.published_at > at)


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
            shown=lambda application, at: ApplicationState.allows("pass", application.state),
            success=_("The formal check is done."),
            icon="tasks",
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
        ),
        RecordAction(
            "announce",
            _("Tell the applicant"),
            announce_decision,
            "grants.decide_application",
            explanation=_("The e-mail goes out with the decision and its reasons; an award then waits for an answer."),
            shown=_undisclosed,
            success=_("The applicant is told."),
            bulk=True,
            icon="mail",
        ),
        RecordAction(
            "publish",
            _("Publish the award"),
            _publish,
            "grants.publish_award",
            form_class=PublishForm,
            argument="application",
            shown=_unpublished,
            success=_("The award is public from the instant you chose."),
            icon="view",
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
