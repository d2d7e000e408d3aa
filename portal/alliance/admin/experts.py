from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from portal.adminkit.columns import StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.viewset import RecordViewSet
from portal.alliance.actions.experts import remove_expert
from portal.alliance.filters import ExpertStaffFilter
from portal.alliance.models import Expert
from portal.alliance.queries.experts import experts_visible_to
from portal.alliance.states import ExpertState


class ExpertViewSet(RecordViewSet):
    """Everyone who was invited to the directory, and who of them is shown."""

    model = Expert
    icon = "group"
    menu_label = _("Experts")
    visible_to = experts_visible_to
    view_permission = "alliance.see_experts"
    list_display = ["name", "organisation", StateColumn(), "entered_at", "confirmed_at"]
    filterset_class = ExpertStaffFilter
    ordering = "name"
    list_export = ["name", "organisation", "email", "languages", "state", "confirmed_at"]
    detail_fields = [
        DetailField(_("Name"), lambda expert: expert.name),
        DetailField(_("E-mail address"), lambda expert: expert.email),
        DetailField(_("Organisation"), lambda expert: expert.organisation),
        DetailField(_("Fields"), lambda expert: [field.name for field in expert.fields.all()]),
        DetailField(
            _("Languages"),
            lambda expert: [get_language_info(code)["name_local"] for code in expert.language_codes],
        ),
        DetailField(_("About"), lambda expert: expert.about),
        DetailField(_("State"), lambda expert: ExpertState(expert.state).label),
        DetailField(_("Invited"), lambda expert: expert.entered_at),
        DetailField(_("Confirmed"), lambda expert: expert.confirmed_at),
    ]
    record_actions = [
        RecordAction(
            "remove",
            _("Remove from the directory"),
            remove_expert,
            "alliance.remove_expert",
            explanation=_("The entry goes with all questions to this expert. Do it when they ask for it."),
            success=_("The entry is gone."),
            danger=True,
            icon="bin",
        )
    ]

    def get_title(self, record):
        return record.name
