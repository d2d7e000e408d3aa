"""Panels of the staff home."""

from wagtail.admin.ui.components import Component

from portal.core.clock import now
from portal.desk.home_actions import home_cards
from portal.desk.queries.worklist import ALL, CLOSING, MINE, STUCK, WAITING, worklist_now
from portal.desk.warnings import warnings_for


class WarningsPanel(Component):
    """What has stopped, or is set up so that it can't go on."""

    name = "desk_warnings"
    template_name = "desk/home_warnings.html"
    order = 10

    def get_context_data(self, parent_context):
        return {"warnings": warnings_for(parent_context["request"].user, now())}


class ActionsPanel(Component):
    """What the viewer can do here."""

    name = "desk_actions"
    template_name = "desk/home_actions.html"
    order = 15

    def get_context_data(self, parent_context):
        return {"cards": home_cards(parent_context["request"].user)}


class WorklistPanel(Component):
    """To do: stuck, closing this week, waiting; mine or everyone's."""

    name = "desk_worklist"
    template_name = "desk/home_worklist.html"
    order = 20

    def get_context_data(self, parent_context):
        request, at = parent_context["request"], now()
        cases = MINE if request.GET.get("cases") == MINE else ALL
        sections = worklist_now(request.user, at, cases=cases)
        return {
            "sections": [sections[urgency] for urgency in (STUCK, CLOSING, WAITING)],
            "total": sum(section.total for section in sections.values()),
            "cases": cases,
            "at": at,
        }
