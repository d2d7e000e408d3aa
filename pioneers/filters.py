"""Filters of lists: the public gallery's, and the secretariat's."""

import django_filters
from django.utils.translation import gettext_lazy as _

from pioneers.models import Candidacy
from pioneers.queries.visibility import visible_matching


class GalleryFilter(django_filters.FilterSet):
    """?year= &country= &category= &q= of the gallery. The choices are those of what is published at the instant `at`,
    given by the view."""

    year = django_filters.ChoiceFilter(field_name="edition__year", label=_("Year"), empty_label=_("All years"))
    country = django_filters.ChoiceFilter(field_name="country", label=_("Country"), empty_label=_("All countries"))
    category = django_filters.ChoiceFilter(field_name="category__slug", label=_("Theme"), empty_label=_("All themes"))
    q = django_filters.CharFilter(method="search", label=_("Search"))

    class Meta:
        model = Candidacy
        fields = ["year", "country", "category", "q"]

    def __init__(self, *args, at, years=(), countries=(), categories=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.at = at
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]
        self.filters["country"].extra["choices"] = list(countries)
        self.filters["category"].extra["choices"] = list(categories)

    def search(self, queryset, name, value):
        """Only what may be shown at that instant is searched."""
        return queryset.filter(visible_matching(value, self.at))
