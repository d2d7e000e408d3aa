"""Filters of lists; the address keeps their state."""

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from grants.models import Application, Award, Call, Programme
from grants.queries.awards import country_names, years
from grants.states import IN_FIELD, SUBMITTED_STATES, ApplicationState, CallState
from portal.core import clock


def programme_choices() -> list[tuple[str, str]]:
    return [(programme.slug, str(programme)) for programme in Programme.objects.filter(is_live=True)]


def year_choices() -> list[tuple[int, int]]:
    return [(year, year) for year in years(clock.now())]


class AwardFilter(filters.FilterSet):
    """Published awards by country, programme and year."""

    country = filters.ChoiceFilter(
        label=_("Country"), choices=lambda: list(country_names().items()), empty_label=_("All countries")
    )
    programme = filters.ChoiceFilter(
        label=_("Programme"),
        field_name="call__programme__slug",
        choices=programme_choices,
        empty_label=_("All programmes"),
    )
    year = filters.ChoiceFilter(label=_("Year"), choices=year_choices, empty_label=_("All years"))

    class Meta:
        model = Award
        fields = ["country", "programme", "year"]


class ApplicationStaffFilter(WagtailFilterSet):
    """Applications by call, state and country. The text search is the list's own."""

    call = filters.ModelChoiceFilter(label=_("Call"), queryset=Call.objects.select_related("programme"))
    state = filters.MultipleChoiceFilter(
        label=_("State"),
        choices=ApplicationState.choices_in(SUBMITTED_STATES),
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
    )
    country = filters.ChoiceFilter(
        label=_("Country"), field_name="organisation__country", choices=lambda: list(country_names().items())
    )

    class Meta:
        model = Application
        fields = ["call", "state", "country"]


class CallStaffFilter(WagtailFilterSet):
    programme = filters.ModelChoiceFilter(label=_("Programme"), queryset=Programme.objects.all())
    state = filters.ChoiceFilter(label=_("State"), choices=CallState.choices)

    class Meta:
        model = Call
        fields = ["programme", "state"]


class FieldFilter(filters.FilterSet):
    """The field of a call as its funder follows it: by state."""

    state = filters.ChoiceFilter(
        label=_("State"),
        choices=ApplicationState.choices_in(IN_FIELD),
        empty_label=_("All states"),
    )

    class Meta:
        model = Application
        fields = ["state"]
