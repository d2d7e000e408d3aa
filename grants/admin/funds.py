from django.utils.translation import gettext_lazy as _

from grants.actions.funds import add_funder, create_fund, remove_funder, update_fund
from grants.actions.programmes import create_programme, update_programme
from grants.forms.record_actions import FunderForm
from grants.forms.staff import FundForm, ProgrammeForm
from grants.models import Fund, Programme
from grants.queries.staff import fund_facts, funds_visible_to, programmes_visible_to
from portal.adminkit.details import DetailField, RecordAction
from portal.core.texts import localised
from portal.desk.viewset import CaseViewSet


class FundViewSet(CaseViewSet):
    """Money from one funder, and who follows it."""

    model = Fund
    icon = "order"
    menu_label = _("Funds")
    visible_to = funds_visible_to
    view_permission = "grants.see_staff_screens"
    create_permission = update_permission = "grants.manage_funds"
    create_action = create_fund
    update_action = update_fund
    form_class = FundForm
    list_display = ["name", "funder", "sum"]
    list_related = ["funder"]
    list_export = ["name", "funder", "sum"]
    search_fields = ["name"]
    ordering = "name"
    record_actions = [
        RecordAction(
            "add-funder",
            _("Give someone at the funder access"),
            add_funder,
            "grants.manage_funds",
            form_class=FunderForm,
            success=_("They can follow the fund now."),
            icon="user",
        ),
        RecordAction(
            "remove-funder",
            _("End someone's access"),
            remove_funder,
            "grants.manage_funds",
            form_class=FunderForm,
            success=_("Their access is ended."),
            danger=True,
            icon="user",
            shown=lambda fund, at: fund.seats.exists(),
        ),
    ]

    def get_detail_fields(self, record):
        return [DetailField(label, lambda fund, value=value: value) for label, value in fund_facts(record)]

    def get_form_options(self, record, viewer, at):
        return {"initial": FundForm.initial_of(record)} if record else {}


class ProgrammeViewSet(CaseViewSet):
    """Standing schemes: texts, and who can apply."""

    model = Programme
    icon = "folder-open-inverse"
    menu_label = _("Programmes")
    visible_to = programmes_visible_to
    view_permission = "grants.see_staff_screens"
    create_permission = update_permission = "grants.manage_programmes"
    create_action = create_programme
    update_action = update_programme
    form_class = ProgrammeForm
    list_display = ["__str__", "slug", "is_live"]
    search_fields = ["slug"]
    ordering = "order"
    detail_fields = [
        DetailField(_("Name"), lambda programme: localised(programme.names)),
        DetailField(_("In one sentence"), lambda programme: localised(programme.summaries)),
        DetailField(_("Text"), lambda programme: localised(programme.texts)),
        DetailField(_("Shown on the site"), lambda programme: _("yes") if programme.is_live else _("no")),
    ]

    def get_form_options(self, record, viewer, at):
        return {"record": record, **({"initial": ProgrammeForm.initial_of(record)} if record else {})}
