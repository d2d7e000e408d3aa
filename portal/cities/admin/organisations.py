from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portal.adminkit.details import DetailField
from portal.cities.actions.organisations import register_organisation, update_organisation
from portal.cities.filters import OrganisationFilterSet
from portal.cities.forms.organisation import NewOrganisationForm, OrganisationForm
from portal.cities.models import Organisation
from portal.cities.numbers import formatted_number
from portal.cities.queries.staff import organisations_visible_to
from portal.desk.viewset import CaseViewSet


def _number(body: Organisation) -> str:
    return formatted_number(body.country_id, body.registration_number)


class OrganisationViewSet(CaseViewSet):
    """Bodies that apply, are partners or are paid."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    visible_to = organisations_visible_to
    view_permission = "cities.see_organisations"
    create_permission, create_action = "cities.update_organisation", register_organisation
    update_permission, update_action = "cities.update_organisation", update_organisation
    form_class = NewOrganisationForm
    edit_form_class = OrganisationForm
    list_display = [
        "name",
        Column("kind", label=_("Type"), accessor="get_kind_display", sort_key="kind"),
        "country",
        Column("registration_number", label=_("Number"), accessor=_number),
        "city",
    ]
    list_related = ["country", "city"]
    filterset_class = OrganisationFilterSet
    ordering = "name"
    list_export = ["uuid", "name", "kind", "country_id", "registration_number", "city"]
    detail_fields = [
        DetailField(_("Name"), lambda body: body.name),
        DetailField(_("Type"), lambda body: body.get_kind_display()),
        DetailField(_("Country"), lambda body: body.country),
        DetailField(_("Registration number"), _number),
        DetailField(_("City"), lambda body: body.city),
        DetailField(_("Registered"), lambda body: body.registered_at),
    ]
