"""Filters of the secretariat's own lists."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from portal.audit.labels import known_verbs, verb_label
from portal.audit.models import AuditEvent, Restriction
from portal.desk.queries.audit_log import entries_of


def _verbs():
    return [(verb, verb_label(verb)) for verb in known_verbs()]


class AuditEventFilterSet(WagtailFilterSet):
    """Narrows the record by what was done, to what, when, and by or about whom."""

    verb = django_filters.ChoiceFilter(label=_("What was done"), choices=_verbs)
    object_kind = django_filters.CharFilter(label=_("Kind of object"), help_text=_("For example pioneers.nomination."))
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)
    subject = django_filters.UUIDFilter(label=_("By or about (identifier)"), method="by_or_about")

    class Meta:
        model = AuditEvent
        fields = ["verb", "object_kind", "at", "subject"]

    def by_or_about(self, queryset, name, value):
        return entries_of(queryset, value)


class RestrictionFilterSet(WagtailFilterSet):
    """Narrows restrictions to those that still hold, or were lifted."""

    open = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("open", _("in force")), ("lifted", _("lifted"))],
        method="in_force",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Restriction
        fields = ["open"]

    def in_force(self, queryset, name, value):
        return queryset.filter(lifted_at__isnull=value == "open")
