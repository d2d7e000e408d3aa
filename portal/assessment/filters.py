"""Narrowing a reviewer's list; kept in the address."""

import django_filters
from django.utils.translation import gettext_lazy as _

from portal.assessment.models import Assignment
from portal.assessment.states import AssignmentState
from portal.core.texts import localised


class QueueFilter(django_filters.FilterSet):
    """By state, and by round for whoever sits on more than one panel. `progress` names the rounds to choose from, and
    tells how many assignments a choice leaves."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=AssignmentState, method="of_state", empty_label=_("All states")
    )
    round = django_filters.ChoiceFilter(
        label=_("Round"), field_name="entry__round__uuid", empty_label=_("All rounds"), choices=()
    )

    class Meta:
        model = Assignment
        fields = []

    def __init__(self, *args, progress=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.progress = progress
        if len(progress) > 1:
            self.filters["round"].extra["choices"] = [(str(one.uuid), localised(one.title)) for one in progress]
        else:
            del self.filters["round"]

    @property
    def count(self) -> int:
        """How many assignments are chosen, added up from the progress, which has counted them already."""
        chosen = self.form.cleaned_data if self.form.is_valid() else {}
        state, round = chosen.get("state"), chosen.get("round")
        rounds = [one for one in self.progress if not round or str(one.uuid) == round]
        return sum(one.count_of(AssignmentState(state)) if state else one.total for one in rounds)

    def of_state(self, queryset, _name, value):
        review = AssignmentState(value).review
        return queryset.filter(review_state=review) if review else queryset.filter(review_state__isnull=True)
