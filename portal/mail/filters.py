"""How the staff list of letters can be narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from portal.mail.kinds import letter_labels
from portal.mail.models import Letter
from portal.mail.states import LetterState


class LetterFilterSet(WagtailFilterSet):
    """By state, kind, language and the day it was written; recipients are found by the list's own search."""

    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=LetterState.choices, distinct=False)
    template = django_filters.ChoiceFilter(label=_("Type of e-mail"), choices=letter_labels)
    queued_at = django_filters.DateFromToRangeFilter(label=_("Written"), widget=DateRangePickerWidget)

    class Meta:
        model = Letter
        fields = ["state", "template", "language", "queued_at"]
