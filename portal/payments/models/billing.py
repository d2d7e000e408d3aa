import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.cities.models import City
from portal.payments.domain.parties import ADDRESS_SCHEMES, Buyer


class BillingDetails(models.Model):
    """Who pays for a city, and what its own books know an invoice by. Asked for before the first invoice."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.OneToOneField(City, verbose_name=_("city"), on_delete=models.PROTECT, related_name="billing_details")
    name = models.CharField(_("name on the invoice"), max_length=200)
    street = models.CharField(_("street"), max_length=200)
    postcode = models.CharField(_("postcode"), max_length=20)
    town = models.CharField(_("town"), max_length=100)
    registration_number = models.CharField(_("registration number"), max_length=20)
    vat_number = models.CharField(_("VAT number"), max_length=20, blank=True)
    address_scheme = models.CharField(_("kind of electronic address"), max_length=4, choices=ADDRESS_SCHEMES)
    electronic_address = models.CharField(_("electronic address"), max_length=60)
    buyer_reference = models.CharField(_("buyer reference"), max_length=100, blank=True)
    order_reference = models.CharField(_("order number"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail address for invoices"))

    class Meta:
        ordering = ["city__name", "pk"]
        verbose_name = _("billing details")
        verbose_name_plural = _("billing details")

    def __str__(self):
        return str(self.uuid)[:8]

    @property
    def buyer(self) -> Buyer:
        return Buyer(
            name=self.name,
            street=self.street,
            postcode=self.postcode,
            town=self.town,
            country=self.city.country_id,
            registration_number=self.registration_number,
            vat_number=self.vat_number,
            address_scheme=self.address_scheme,
            electronic_address=self.electronic_address,
            buyer_reference=self.buyer_reference,
            order_reference=self.order_reference,
            email=self.email,
        )
