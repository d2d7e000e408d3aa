import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from portal.cities.models import City, CitySeat, ContactPerson, Country, Organisation
from portal.cities.states import CityRole, CitySeatState, OrganisationKind


def country_filter(field: str = "country") -> django_filters.ModelMultipleChoiceFilter:
    """Narrows by one country or several, on `field`."""
    return django_filters.ModelMultipleChoiceFilter(
        field_name=field, label=_("Country"), queryset=Country.objects.all(), distinct=False
    )


class CityFilterSet(WagtailFilterSet):
    """By country, and whether someone speaks for the city."""

    country = country_filter()
    has_contact = django_filters.BooleanFilter(label=_("Has a contact person"))

    class Meta:
        model = City
        fields = ["country", "has_contact"]


class OrganisationFilterSet(WagtailFilterSet):
    """By country, kind, and whether a number is known."""

    country = country_filter()
    kind = django_filters.MultipleChoiceFilter(label=_("Type"), choices=OrganisationKind.choices, distinct=False)
    numbered = django_filters.BooleanFilter(
        field_name="registration_number", label=_("Has a number"), method="by_number"
    )

    class Meta:
        model = Organisation
        fields = ["country", "kind", "numbered"]

    def by_number(self, queryset, name, wanted):
        return queryset.exclude(registration_number="") if wanted else queryset.filter(registration_number="")


class ContactPersonFilterSet(WagtailFilterSet):
    """By country and whether the term runs still."""

    country = country_filter("city__country")
    running = django_filters.BooleanFilter(field_name="until", lookup_expr="isnull", label=_("Still in place"))

    class Meta:
        model = ContactPerson
        fields = ["country", "running"]


class CitySeatFilterSet(WagtailFilterSet):
    """By country, role and state."""

    country = country_filter("city__country")
    role = django_filters.MultipleChoiceFilter(label=_("Role"), choices=CityRole.choices, distinct=False)
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=CitySeatState.choices, distinct=False)

    class Meta:
        model = CitySeat
        fields = ["country", "role", "state"]
