from django.utils.translation import gettext_lazy as _

from portal.adminkit.columns import StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.forms import WhyForm
from portal.adminkit.views.listing import RecordListView
from portal.core.search import matching
from portal.desk.viewset import CaseViewSet
from portal.membership.actions.applications import (
    approve_membership_application,
    decline_membership_application,
    reopen_membership_application,
    return_membership_application,
)
from portal.membership.admin.preflights import before_approving, before_declining, before_reopening, before_returning
from portal.membership.filters import MembershipApplicationFilterSet
from portal.membership.forms.application import ApprovalForm, DeclineForm, ReturnForm, approval_of
from portal.membership.models import MembershipApplication
from portal.membership.queries.applications import submitted_applications_visible_to
from portal.membership.states import MembershipApplicationState


class MembershipApplicationListView(RecordListView):
    """Finds an application by any of its city's names or by its reference."""

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        typed = self.search_query
        return queryset.filter(matching(typed, "city__search_text")) | queryset.filter(reference__iexact=typed.strip())


def _allows(step: str):
    return lambda application, at: MembershipApplicationState.allows(step, application.state)


def _politician(application: MembershipApplication) -> str:
    one = application.politician
    return f"{one.get_full_name()}, {application.politician_position}, {one.email}" if one else ""


def _writer(application: MembershipApplication) -> str:
    one = application.writer
    return f"{one.get_full_name()}, {one.email}" if one else ""


class MembershipApplicationViewSet(CaseViewSet):
    """Cities that ask to join: what was decided, who confirmed it, and our answer."""

    model = MembershipApplication
    icon = "form"
    menu_label = _("Applications for membership")
    visible_to = submitted_applications_visible_to
    view_permission = "membership.see_applications"
    list_display = ["reference", "city", StateColumn(), "submitted_at", "confirmed_at"]
    list_related = ["city__country"]
    filterset_class = MembershipApplicationFilterSet
    search_fields = ["city__search_text", "reference"]
    index_view_class = MembershipApplicationListView
    ordering = "-submitted_at"
    list_export = ["reference", "city", "city.country_id", "state", "submitted_at", "confirmed_at", "answered_at"]
    detail_fields = [
        DetailField(_("City"), lambda application: application.city),
        DetailField(_("State"), lambda application: MembershipApplicationState(application.state).label),
        DetailField(_("Submitted"), lambda application: application.submitted_at),
        DetailField(_("Written by"), _writer),
        DetailField(_("Contact person"), lambda one: f"{one.contact_name}, {one.contact_email}"),
        DetailField(_("Decided by"), lambda application: application.decided_by),
        DetailField(_("Day of the decision"), lambda application: application.decided_on),
        DetailField(_("Politician who confirms"), _politician),
        DetailField(_("Confirmed"), lambda application: application.confirmed_at),
        DetailField(_("Wished first day"), lambda application: application.starts),
        DetailField(_("For at least, years"), lambda application: application.years),
        DetailField(_("Answered"), lambda application: application.answered_at),
        DetailField(_("Reasons"), lambda application: application.reasons),
    ]
    record_actions = [
        RecordAction(
            "approve",
            _("Approve"),
            approve_membership_application,
            "membership.decide_application",
            form_class=ApprovalForm,
            initial=approval_of,
            explanation=_("The city becomes a member from the first day you give."),
            success=_("The city becomes a member."),
            shown=_allows("approve"),
            argument="application",
            icon="check",
            preflight=before_approving,
        ),
        RecordAction(
            "return",
            _("Return to the applicant"),
            return_membership_application,
            "membership.return_application",
            form_class=ReturnForm,
            explanation=_("It becomes a draft again, with everything in it. The applicant reads your words."),
            success=_("The application is a draft again."),
            shown=_allows("return"),
            argument="application",
            icon="undo",
            preflight=before_returning,
        ),
        RecordAction(
            "decline",
            _("Decline"),
            decline_membership_application,
            "membership.decide_application",
            form_class=DeclineForm,
            explanation=_("The applicant and the politician read your reasons."),
            success=_("The application is declined."),
            shown=_allows("decline"),
            argument="application",
            danger=True,
            icon="cross",
            preflight=before_declining,
        ),
        RecordAction(
            "reopen",
            _("Consider again"),
            reopen_membership_application,
            "membership.decide_application",
            form_class=WhyForm,
            explanation=_("The application is to decide again. The applicant and the politician are told."),
            success=_("The application is to decide again."),
            shown=_allows("reopen"),
            argument="application",
            icon="rotate",
            preflight=before_reopening,
        ),
    ]

    def get_title(self, record):
        return f"{record.reference}: {record.city}"
