"""Staff screens of what an assembly decides on."""

from django.utils.translation import gettext_lazy as _

from portal.adminkit.columns import RecordColumn, StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.viewset import RecordViewSet
from portal.core.texts import localised
from portal.events.actions.motions import (
    close_ballot,
    create_motion,
    open_ballot,
    reopen_ballot,
    update_motion,
    write_minutes,
)
from portal.events.admin.preflights import before_closing_ballot, before_opening_ballot
from portal.events.filters import MotionFilterSet
from portal.events.forms.motions import MinutesForm, MotionForm, NewMotionForm
from portal.events.models import Motion
from portal.events.queries.motions import ballots_told, motions_visible_to, proxies_told, result_for_staff
from portal.events.states import MotionState


def _adopted(motion: Motion) -> object:
    return result_for_staff(motion).is_adopted if motion.state == MotionState.CLOSED else ""


class MotionViewSet(RecordViewSet):
    """Motions of general assemblies: written, voted on, minuted."""

    model = Motion
    icon = "clipboard-list"
    menu_label = _("Motions")
    visible_to = motions_visible_to
    view_permission = "events.see_events"
    create_permission = update_permission = "events.organise_events"
    create_action = create_motion
    update_action = update_motion
    form_class = NewMotionForm
    edit_form_class = MotionForm
    list_display = [RecordColumn("title", label=_("Title"), accessor="__str__"), "event", StateColumn()]
    list_related = ["event"]
    filterset_class = MotionFilterSet
    search_fields = ["titles"]
    ordering = "-event"
    list_export = ["event", "number", "state", "minutes"]
    detail_related = ["event"]
    detail_fields = [
        DetailField(_("Event"), lambda motion: motion.event.title),
        DetailField(_("Text"), lambda motion: localised(motion.texts)),
        DetailField(_("State"), lambda motion: MotionState(motion.state).label),
        DetailField(_("In favour"), lambda motion: result_for_staff(motion).supporting),
        DetailField(_("Against"), lambda motion: result_for_staff(motion).against),
        DetailField(_("Abstains"), lambda motion: result_for_staff(motion).abstaining),
        DetailField(_("Adopted"), _adopted),
        DetailField(_("Votes"), ballots_told),
        DetailField(_("Votes given to other cities"), lambda motion: proxies_told(motion.event)),
        DetailField(_("Minutes"), lambda motion: motion.minutes),
    ]
    record_actions = [
        RecordAction(
            "open",
            _("Open the ballot"),
            open_ballot,
            "events.organise_events",
            shown=lambda motion, at: MotionState.allows("open", motion.state),
            preflight=before_opening_ballot,
        ),
        RecordAction(
            "close",
            _("Close the ballot"),
            close_ballot,
            "events.organise_events",
            shown=lambda motion, at: MotionState.allows("close", motion.state),
            preflight=before_closing_ballot,
        ),
        RecordAction(
            "reopen",
            _("Open the ballot again"),
            reopen_ballot,
            "events.organise_events",
            explanation=_("What was cast stays. Cities that have not voted can."),
            shown=lambda motion, at: MotionState.allows("reopen", motion.state),
        ),
        RecordAction(
            "minutes",
            _("Write the minutes"),
            write_minutes,
            "events.organise_events",
            form_class=MinutesForm,
            initial=lambda motion: {"minutes": motion.minutes},
            shown=lambda motion, at: motion.state == MotionState.CLOSED,
        ),
    ]
