from django.core.paginator import Paginator
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from grants.actions.calls import (
    announce_call,
    cancel_call,
    conclude_call,
    create_call,
    open_assessment,
    reopen_call,
    restore_call,
    update_call,
)
from grants.actions.windows import take_back_window
from grants.admin.preflights import (
    before_announcing_call,
    before_cancelling,
    before_concluding,
    before_opening_assessment,
    before_turning_back,
)
from grants.admin.window_preflights import before_moving_window, before_taking_back_window
from grants.filters import CallStaffFilter
from grants.forms.staff import CallForm
from grants.models import Call
from grants.queries.calls import visible_to
from grants.queries.dossier import reversals_of
from grants.queries.money import position_of
from grants.queries.ranking import ranked, ranked_lines
from grants.queries.rounds import round_of
from grants.queries.staff import applications_by_state, call_facts, has_submissions, unfinished
from grants.states import CallPhase, CallState
from grants.views.staff import RankingView
from portal.adminkit.addresses import staff_url
from portal.adminkit.columns import StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.forms import WhyForm
from portal.assessment.states import RoundState
from portal.core.clock import now
from portal.desk.viewset import CaseViewSet

FIRST = 10


def _round_planned(call: Call, at) -> bool:
    found = round_of(call)
    return (
        found is not None
        and found.state == RoundState.PLANNED
        and call.state == CallState.ANNOUNCED
        and call.has_opened(at)
    )


def _window_untold(call: Call, at) -> bool:
    told = call.told_window(at)
    return call.state == CallState.ANNOUNCED and told is not None and told[1] > at


def _state_now(call: Call) -> CallState | CallPhase:
    """An announced call by its window, any other by its state."""
    return call.phase(now()) if call.state == CallState.ANNOUNCED else CallState(call.state)


class CallViewSet(CaseViewSet):
    """Calls: making them, announcing them, their field against their budget."""

    model = Call
    icon = "calendar-alt"
    menu_label = _("Calls")
    visible_to = visible_to
    view_permission = "grants.see_staff_screens"
    create_permission = update_permission = "grants.manage_calls"
    create_action = create_call
    update_action = update_call
    form_class = CallForm
    filterset_class = CallStaffFilter
    list_display = [
        "__str__",
        "reference_prefix",
        "programme",
        StateColumn(accessor=_state_now),
        "opens_at",
        "closes_at",
    ]
    list_export = ["reference_prefix", "programme", "state", "opens_at", "closes_at", "budget"]
    search_fields = ["reference_prefix"]
    ordering = "-closes_at"
    detail_template_name = "grants/staff/call.html"
    ranking_view_class = RankingView
    record_actions = [
        RecordAction(
            "announce",
            _("Announce"),
            announce_call,
            "grants.manage_calls",
            explanation=_("It is shown on the site at once, and takes applications between its dates."),
            shown=lambda call, at: CallState.allows("announce", call.state),
            success=_("The call is announced."),
            icon="view",
            preflight=before_announcing_call,
        ),
        RecordAction(
            "open-assessment",
            _("Open the assessment"),
            open_assessment,
            "grants.manage_calls",
            explanation=_("Reviewers of the panel are told that they can begin."),
            shown=_round_planned,
            success=_("The assessment is open, and the panel is told."),
            icon="edit",
            preflight=before_opening_assessment,
        ),
        RecordAction(
            "conclude",
            _("Conclude"),
            conclude_call,
            "grants.manage_calls",
            explanation=_("Everything in it is decided, told and answered. Its page stays on the site."),
            shown=lambda call, at: CallState.allows("conclude", call.state) and not unfinished(call, at),
            success=_("The call is concluded."),
            icon="check",
            preflight=before_concluding,
        ),
        RecordAction(
            "take-back-dates",
            _("Take the new dates back"),
            take_back_window,
            "grants.manage_calls",
            form_class=WhyForm,
            explanation=_("The dates that applicants were told stand again, and the e-mails about the new ones stop."),
            shown=_window_untold,
            success=_("The dates that applicants were told stand again."),
            danger=True,
            icon="rotate",
            preflight=before_taking_back_window,
        ),
        RecordAction(
            "cancel",
            _("Cancel the call"),
            cancel_call,
            "grants.manage_calls",
            explanation=_("It leaves the site. Only possible while nothing was submitted."),
            shown=lambda call, at: CallState.allows("cancel", call.state) and not has_submissions(call),
            success=_("The call is cancelled."),
            danger=True,
            icon="cross",
            preflight=before_cancelling,
        ),
        RecordAction(
            "reopen",
            _("Open the call again"),
            reopen_call,
            "grants.manage_calls",
            form_class=WhyForm,
            explanation=_("Its decisions can be corrected again. It takes no applications by that."),
            shown=lambda call, at: CallState.allows("reopen", call.state),
            success=_("The call is open for corrections."),
            icon="rotate",
            preflight=before_turning_back,
        ),
        RecordAction(
            "restore",
            _("Put the call back"),
            restore_call,
            "grants.manage_calls",
            form_class=WhyForm,
            explanation=_("It is on the site again, and takes applications between its dates."),
            shown=lambda call, at: CallState.allows("restore", call.state) and call.closes_at > at,
            success=_("The call is on the site again."),
            icon="rotate",
            preflight=before_turning_back,
        ),
    ]

    def get_detail_fields(self, record):
        position = position_of(record)
        return [
            *(DetailField(label, lambda call, value=value: value) for label, value in call_facts(record, position)),
            DetailField(_("Applications"), applications_by_state, for_viewer=True),
        ]

    def get_update_preflight(self, record, answers, viewer, at):
        return before_moving_window(record, answers, viewer, at)

    def get_form_options(self, record, viewer, at):
        return {"record": record, **({"initial": CallForm.initial_of(record)} if record else {})}

    def get_detail_context(self, record, viewer, at):
        rows = Paginator(ranked(record, viewer, at), FIRST).page(1).object_list
        found = round_of(record)
        closed = CallState.allows("conclude", record.state) and record.closes_at <= at
        return {
            "told_window": record.told_window(at) if record.state == CallState.ANNOUNCED else None,
            "reversals": reversals_of(record),
            "unfinished": unfinished(record, at) if closed else [],
            "scores_url": f"{reverse('grants_application:scores')}?call={record.pk}",
            "scores_xlsx_url": f"{reverse('grants_application:scores_xlsx')}?call={record.pk}",
            "scores_json_url": f"{reverse('grants_application:scores_json')}?call={record.pk}",
            "round_url": staff_url(found) if found and viewer.has_perm("assessment.see_rounds") else "",
            "lines": ranked_lines(rows, record, position_of(record), viewer, at),
            "ranking_url": reverse(self.get_url_name("ranking"), args=[record.uuid]),
        }

    def get_urlpatterns(self):
        ranking = self.construct_view(self.ranking_view_class)
        return [*super().get_urlpatterns(), path("<uuid:pk>/ranking/", ranking, name="ranking")]
