"""Rounds in the Wagtail admin."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portal.adminkit.columns import StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.assessment.actions.assignments import spread_assignments
from portal.assessment.actions.rounds import close_round, reopen_round, update_round
from portal.assessment.admin.coverage import CoverageScreen, EntryScreen
from portal.assessment.admin.criteria import CriteriaScreen
from portal.assessment.admin.panel import PanelScreen
from portal.assessment.admin.ranking import RankingScreen, ScoresExport
from portal.assessment.forms.staff import DueForm, RoundForm, SpreadForm
from portal.assessment.models import Round
from portal.assessment.queries.coverage import coverage_totals
from portal.assessment.queries.rounds import visible_rounds
from portal.assessment.states import RoundState
from portal.core.formats import when
from portal.core.texts import localised
from portal.desk.viewset import CaseViewSet

MANAGE = "assessment.manage_round"


class RoundViewSet(CaseViewSet):
    """Rounds of assessment. They are planned where they belong, on the page of an edition or a call; from here on they
    are looked after: criteria, panel, who reads what, ranking, scores."""

    model = Round
    icon = "tasks"
    menu_label = _("Assessment")
    menu_order = 320
    add_to_admin_menu = True
    visible_to = visible_rounds
    view_permission = "assessment.see_rounds"
    update_permission = MANAGE
    update_action = update_round
    form_class = RoundForm
    list_display = [
        "__str__",
        StateColumn(),
        Column(
            "due_at", label=_("Reviews due"), sort_key="due_at", accessor=lambda round: when(round.due_at, round.zone)
        ),
    ]
    list_filter = ["state"]
    list_export = ["title", "state", "due_at", "zone", "min_reviews"]
    search_fields = ["title"]
    ordering = "-due_at"
    detail_template_name = "assessment/staff/round.html"
    detail_fields = [
        DetailField(_("State"), lambda round: round.get_state_display()),
        DetailField(_("Reviews due"), lambda round: when(round.due_at, round.zone)),
        DetailField(_("Reviews wanted for each entry"), lambda round: round.min_reviews),
        DetailField(_("Reviewers read the others’ reviews"), lambda round: round.get_others_reviews_display()),
        DetailField(
            _("Reviewers’ names are hidden from one another"), lambda round: _("Yes") if round.names_hidden else _("No")
        ),
        DetailField(_("Why it was opened again"), lambda round: round.reopening_reasons),
        DetailField(_("Instructions to reviewers"), lambda round: localised(round.instructions)),
    ]
    record_actions = [
        RecordAction(
            "spread",
            _("Assign entries to the panel"),
            spread_assignments,
            MANAGE,
            form_class=SpreadForm,
            initial=lambda round: {"per_entry": round.min_reviews},
            explanation=_(
                "Each entry is assigned to as many reviewers as you say, evenly. Earlier assignments do not change."
            ),
            shown=lambda round, at: round.state != RoundState.CLOSED,
        ),
        RecordAction(
            "close",
            _("Close"),
            close_round,
            MANAGE,
            danger=True,
            explanation=_("Reviews and ranking can’t change any more. Drafts do not count."),
            shown=lambda round, at: round.state == RoundState.OPEN,
        ),
        RecordAction(
            "reopen",
            _("Open again"),
            reopen_round,
            MANAGE,
            form_class=DueForm,
            explanation=_(
                "Reviews can be written and changed again until the instant you set. Not possible once something was "
                "decided by the result."
            ),
            shown=lambda round, at: round.state == RoundState.CLOSED,
        ),
    ]

    def get_title(self, record):
        return localised(record.title) or str(record)

    def export_value(self, record, name, viewer):
        return localised(record.title) if name == "title" else super().export_value(record, name, viewer)

    def get_detail_context(self, record, viewer, at):
        return {
            "totals": coverage_totals(record, viewer=viewer, at=at),
            "manages": viewer.has_perm(MANAGE, record),
            "screens": {
                name: self.get_url_name(name) for name in ("criteria", "panel", "coverage", "ranking", "scores")
            },
        }

    def get_urlpatterns(self):
        one = "<uuid:pk>"
        return [
            *super().get_urlpatterns(),
            path(f"{one}/criteria/", self.construct_view(CriteriaScreen), name="criteria"),
            path(f"{one}/panel/", self.construct_view(PanelScreen), name="panel"),
            path(f"{one}/coverage/", self.construct_view(CoverageScreen), name="coverage"),
            path(f"{one}/entries/<uuid:entry>/", self.construct_view(EntryScreen), name="entry"),
            path(f"{one}/ranking/", self.construct_view(RankingScreen), name="ranking"),
            path(f"{one}/scores.csv", self.construct_view(ScoresExport), name="scores"),
        ]
