import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from portal.cities.filters import country_filter
from portal.core import clock
from portal.payments.models import Invoice, Payment
from portal.payments.models.payment import FLOWS, METHODS
from portal.payments.queries.invoices import overdue_q
from portal.payments.states import InvoiceKind, InvoiceState


class InvoiceFilterSet(WagtailFilterSet):
    """By country, kind and state, and whether it is overdue."""

    country = country_filter("city__country")
    kind = django_filters.MultipleChoiceFilter(label=_("Type"), choices=InvoiceKind.choices, distinct=False)
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=InvoiceState.choices, distinct=False)
    overdue = django_filters.BooleanFilter(label=_("Overdue"), method="by_overdue")

    class Meta:
        model = Invoice
        fields = ["country", "kind", "state", "overdue"]

    def by_overdue(self, queryset, name, wanted):
        condition = overdue_q(clock.today())
        return queryset.filter(condition) if wanted else queryset.exclude(condition)


class PaymentFilterSet(WagtailFilterSet):
    """By what moved and how."""

    flow = django_filters.MultipleChoiceFilter(label=_("What"), choices=FLOWS, distinct=False)
    method = django_filters.MultipleChoiceFilter(label=_("How"), choices=METHODS, distinct=False)

    class Meta:
        model = Payment
        fields = ["flow", "method"]
