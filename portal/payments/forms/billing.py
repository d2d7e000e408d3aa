"""Billing details, as a city's people give them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.payments.models import BillingDetails


class BillingForm(forms.ModelForm):
    """Who pays, and by which reference. Public bodies take e-invoices with a reference alone."""

    class Meta:
        model = BillingDetails
        fields = [
            *("name", "street", "postcode", "town", "registration_number", "vat_number", "email"),
            *("address_scheme", "electronic_address", "buyer_reference", "order_reference"),
        ]
        help_texts = {
            "vat_number": _("With the country code, such as NO123456785MVA. Empty where there is none."),
            "electronic_address": _("Where e-invoices arrive: mostly the registration number, without spaces."),
            "buyer_reference": _("Who in the city ordered it: a name, a department or a code your books know."),
            "order_reference": _("If your city works with order numbers. One of the two is needed."),
            "email": _("We send the invoice as a PDF there, too."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("vat_number", "buyer_reference", "order_reference"):
            self.fields[name].widget.attrs["data-optional"] = ""
