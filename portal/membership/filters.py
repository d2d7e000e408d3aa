import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from portal.cities.filters import country_filter
from portal.core import clock
from portal.membership.models import Membership
from portal.membership.queries.staff import in_standing


class MembershipFilterSet(WagtailFilterSet):
    """By country, by where a membership stands today, and whether its approval is written down."""

    country = country_filter("city__country")
    standing = django_filters.ChoiceFilter(
        label=_("Status"),
        method="by_standing",
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
        fields = ["country", "standing", "approved"]

    def by_standing(self, queryset, name, standing):
        return in_standing(queryset, standing, clock.now().date())
