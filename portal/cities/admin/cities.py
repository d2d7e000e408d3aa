from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn

from portal.adminkit.details import DetailField
from portal.adminkit.viewset import RecordViewSet
from portal.cities.actions.cities import add_city, update_city
from portal.cities.filters import CityFilterSet
from portal.cities.forms.city import CityForm, NewCityForm
from portal.cities.models import City, Country
from portal.cities.queries.staff import cities_visible_to, countries_visible_to
from portal.desk.viewset import CaseViewSet


class CountryViewSet(RecordViewSet):
    """Countries and territories, to look at: they come with the portal."""

    model = Country
    icon = "globe"
    menu_label = _("Countries")
    visible_to = countries_visible_to
    view_permission = "cities.see_countries"
    list_display = ["__str__", "code", "parent"]
    list_related = ["parent"]
    list_export = ["code", "name"]
    export_headings = {"name": _("Name")}
    ordering = "position"
    detail_fields = [
        DetailField(_("Code"), lambda country: country.code),
        DetailField(_("Name"), lambda country: country.name),
        DetailField(_("Belongs to"), lambda country: country.parent),
        DetailField(_("In the site's languages"), lambda country: ", ".join(dict.fromkeys(country.names.values()))),
    ]


class CityViewSet(CaseViewSet):
    """Cities, whether members or not."""

    model = City
    icon = "site"
    menu_label = _("Cities")
    visible_to = cities_visible_to
    view_permission = "cities.see_cities"
    create_permission, create_action = "cities.add_city", add_city
    update_permission, update_action = "cities.update_city", update_city
    form_class = NewCityForm
    edit_form_class = CityForm
    list_display = ["name", "country", BooleanColumn("has_contact", label=_("Contact person"))]
    list_related = ["country"]
    filterset_class = CityFilterSet
    ordering = "name"
    list_export = ["uuid", "name", "slug", "country_id", "latitude", "longitude", "has_contact"]
    export_headings = {"has_contact": _("Contact person")}
    detail_fields = [
        DetailField(_("Name"), lambda city: city.name),
        DetailField(_("In other languages"), lambda city: ", ".join(dict.fromkeys(city.names.values()))),
        DetailField(_("Country"), lambda city: city.country),
        DetailField(_("Short name in addresses"), lambda city: city.slug),
        DetailField(
            _("Coordinates"), lambda city: f"{city.latitude}, {city.longitude}" if city.latitude is not None else ""
        ),
        DetailField(_("Has a contact person"), lambda city: _("Yes") if city.has_contact else _("No")),
    ]
