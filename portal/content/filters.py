import django_filters
from django.utils.translation import gettext_lazy as _

from portal.cities.models import Country
from portal.content.models import Partner, StoryPage
from portal.content.models.people import PartnerKind
from portal.content.models.stories import Theme
from portal.content.queries.stories import years


class StoryFilter(django_filters.FilterSet):
    """Stories by country, theme and year; only countries and years that have any are offered."""

    country = django_filters.ModelChoiceFilter(label=_("Country"), queryset=None, empty_label=_("All countries"))
    theme = django_filters.ChoiceFilter(label=_("Theme"), choices=Theme.choices, empty_label=_("All themes"))
    year = django_filters.ChoiceFilter(label=_("Year"), field_name="date__year", empty_label=_("All years"))

    class Meta:
        model = StoryPage
        fields = ("country", "theme", "year")

    def __init__(self, data=None, *, queryset, locale_id: int):
        super().__init__(data, queryset=queryset)
        told = StoryPage.objects.live().filter(locale_id=locale_id).exclude(country=None).values("country")
        self.filters["country"].queryset = Country.objects.filter(pk__in=told)
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years(locale_id)]


class PartnerFilter(django_filters.FilterSet):
    """The partners of a page by kind and country; only those that some partner has are offered."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), empty_label=_("All kinds"))
    country = django_filters.ModelChoiceFilter(label=_("Country"), queryset=None, empty_label=_("All countries"))

    class Meta:
        model = Partner
        fields = ("kind", "country")

    def __init__(self, data=None, *, queryset, **kwargs):
        super().__init__(data, queryset=queryset, **kwargs)
        partners = list(queryset)
        kinds = {partner.kind for partner in partners}
        self.filters["kind"].extra["choices"] = [(kind.value, kind.label) for kind in PartnerKind if kind in kinds]
        here = {partner.country_id for partner in partners} - {None}
        self.filters["country"].queryset = Country.objects.filter(pk__in=here)
