import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from portal.documents.models import PrivateFile
from portal.documents.purposes import known_purposes
from portal.documents.states import FileState


class FileFilterSet(WagtailFilterSet):
    """Narrows the staff list of files."""

    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=FileState.choices, distinct=False)
    purpose = django_filters.ChoiceFilter(
        label=_("Purpose"), choices=lambda: [(purpose.slug, purpose.label) for purpose in known_purposes()]
    )
    arrived_at = django_filters.DateFromToRangeFilter(label=_("Arrived"))

    class Meta:
        model = PrivateFile
        fields = ["state", "purpose", "arrived_at"]
