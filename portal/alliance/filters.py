"""Filters of lists; the address keeps their state."""

import django_filters as filters
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from portal.alliance.models import Expert, Publication, Theme
from portal.alliance.queries.experts import fields_shown
from portal.alliance.queries.publications import published_years
from portal.alliance.states import ExpertState, PublicationKind, PublicationState
from portal.core.search import matching


def theme_choices() -> list[tuple[str, str]]:
    return [(theme.slug, theme.name) for theme in Theme.objects.all()]


def language_choices() -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]


def year_choices() -> list[tuple[int, int]]:
    return [(year, year) for year in published_years()]


class LibraryFilter(filters.FilterSet):
    """The library by words of title and summary, theme, kind, language and year."""

    words = filters.CharFilter(label=_("Search"), method="by_words")
    theme = filters.ChoiceFilter(
        label=_("Theme"), field_name="themes__slug", choices=theme_choices, empty_label=_("All themes")
    )
    kind = filters.ChoiceFilter(label=_("Kind"), choices=PublicationKind.choices, empty_label=_("All kinds"))
    language = filters.ChoiceFilter(
        label=_("Language of the document"), choices=language_choices, empty_label=_("All languages")
    )
    year = filters.ChoiceFilter(
        label=_("Year"), field_name="published_at__year", choices=year_choices, empty_label=_("All years")
    )

    class Meta:
        model = Publication
        fields = ["words", "theme", "kind", "language", "year"]

    def by_words(self, queryset, name, typed):
        return queryset.filter(matching(typed))


class PublicationStaffFilter(WagtailFilterSet):
    kind = filters.ChoiceFilter(label=_("Kind"), choices=PublicationKind.choices)
    state = filters.MultipleChoiceFilter(label=_("State"), choices=PublicationState.choices, distinct=False)
    theme = filters.ChoiceFilter(label=_("Theme"), field_name="themes__slug", choices=theme_choices)

    class Meta:
        model = Publication
        fields = ["kind", "state", "theme"]


class ExpertFilter(filters.FilterSet):
    """Experts by words, field and language."""

    words = filters.CharFilter(label=_("Search"), method="by_words")
    field = filters.ChoiceFilter(
        label=_("Field"),
        field_name="fields__name",
        choices=lambda: [(name, name) for name in fields_shown()],
        empty_label=_("All fields"),
    )
    language = filters.ChoiceFilter(
        label=_("Language"),
        field_name="languages",
        lookup_expr="contains",
        choices=language_choices,
        empty_label=_("All languages"),
    )

    class Meta:
        model = Expert
        fields = ["words", "field", "language"]

    def by_words(self, queryset, name, typed):
        return queryset.filter(matching(typed))


class ExpertStaffFilter(WagtailFilterSet):
    state = filters.MultipleChoiceFilter(label=_("State"), choices=ExpertState.choices, distinct=False)

    class Meta:
        model = Expert
        fields = ["state"]
