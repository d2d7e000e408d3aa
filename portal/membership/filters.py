import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from portal.cities.filters import country_filter
from portal.core import clock
from portal.membership.models import Membership, MembershipApplication
from portal.membership.queries.staff import with_status
from portal.membership.states import MembershipApplicationState


class MembershipFilterSet(WagtailFilterSet):
    """By country, by where a membership stands today, and whether its approval is written down."""

    country = country_filter("city__country")
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        method="by_status",
        choices=[
            ("running", _("In force")),
            ("ending", _("Ends within 90 days")),
            ("coming", _("Not started yet")),
            ("over", _("Over")),
        ],
    )
    approved = django_filters.BooleanFilter(
        field_name="approved_on", lookup_expr="isnull", exclude=True, label=_("Approval registered")
    )

    class Meta:
        model = Membership
        fields = ["country", "status", "approved"]

    def by_status(self, queryset, name, status):
        return with_status(queryset, status, clock.now().date())


class MembershipApplicationFilterSet(WagtailFilterSet):
    """By country and state."""

    country = country_filter("city__country")
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=MembershipApplicationState.choices, distinct=False
    )

    class Meta:
        model = MembershipApplication
        fields = ["country", "state"]
