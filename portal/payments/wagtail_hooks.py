"""The staff screens of payments."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from portal.payments.admin.books import JournalEntryViewSet, PaymentViewSet
from portal.payments.admin.invoices import InvoiceViewSet
from portal.payments.admin.settings import (
    BillingDetailsViewSet,
    PaymentTermsViewSet,
    SellerDetailsViewSet,
    VatRuleViewSet,
)


class PaymentsGroup(ViewSetGroup):
    """Invoices, payments and the books under one entry of the menu."""

    menu_label = _("Payments")
    menu_icon = "doc-full"
    menu_order = 820
    items = (
        InvoiceViewSet,
        PaymentViewSet,
        JournalEntryViewSet,
        BillingDetailsViewSet,
        SellerDetailsViewSet,
        VatRuleViewSet,
        PaymentTermsViewSet,
    )


@hooks.register("register_admin_viewset")
def payments():
    return PaymentsGroup()
