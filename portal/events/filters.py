import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from portal.cities.filters import country_filter
from portal.events.models import Event, EventInvitation, Motion, ProgrammeItem, Registration, TeamLimit
from portal.events.states import EventAudience, EventKind, EventState, MotionState, RegistrationState


class EventFilterSet(WagtailFilterSet):
    """By kind, whom it is for, and state."""

    kind = django_filters.MultipleChoiceFilter(label=_("Kind"), choices=EventKind.choices, distinct=False)
    audience = django_filters.MultipleChoiceFilter(
        label=_("Who it is for"), choices=EventAudience.choices, distinct=False
    )
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=EventState.choices, distinct=False)

    class Meta:
        model = Event
        fields = ["kind", "audience", "state"]


class RegistrationFilterSet(WagtailFilterSet):
    """By event, country of the city, state, and whether they came."""

    event = django_filters.ModelChoiceFilter(label=_("Event"), queryset=Event.objects.all())
    country = country_filter("city__country")
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=RegistrationState.choices, distinct=False)
    came = django_filters.BooleanFilter(
        field_name="checked_in_at", lookup_expr="isnull", exclude=True, label=_("Checked in")
    )

    class Meta:
        model = Registration
        fields = ["event", "country", "state", "came"]


class OfEventFilterSet(WagtailFilterSet):
    """By event."""

    event = django_filters.ModelChoiceFilter(label=_("Event"), queryset=Event.objects.all())


class ProgrammeFilterSet(OfEventFilterSet):
    class Meta:
        model = ProgrammeItem
        fields = ["event"]


class TeamLimitFilterSet(OfEventFilterSet):
    class Meta:
        model = TeamLimit
        fields = ["event"]


class EventInvitationFilterSet(OfEventFilterSet):
    class Meta:
        model = EventInvitation
        fields = ["event"]


class MotionFilterSet(OfEventFilterSet):
    """By event and state."""

    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=MotionState.choices, distinct=False)

    class Meta:
        model = Motion
        fields = ["event", "state"]
