import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.cities.models import City
from portal.core.money import Money
from portal.core.state_field import StateField
from portal.payments.domain.parties import Buyer, Seller
from portal.payments.domain.vat import Line, VatCategory
from portal.payments.models.settings import VAT_CATEGORIES
from portal.payments.states import OWED, DeliveryChannel, InvoiceKind, InvoiceState


class Invoice(models.Model):
    """An invoice to a city, or the credit note that takes one back.

    Once it is issued it has a number of its own series without gaps, and what stands on it never changes: triggers on
    both databases hold that (portal.payments.models.guard). `paid_minor` and `state` follow from the movements of money
    (portal.payments.domain.books), and are kept for lists. `source_kind`, `source_uuid`: what it is for, as an upper
    floor knows it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=InvoiceKind, default=InvoiceKind.INVOICE)
    state = StateField(_("state"), max_length=10, states=InvoiceState, default=InvoiceState.DRAFT)
    number = models.CharField(_("number"), max_length=20, unique=True, null=True, blank=True)
    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.PROTECT, related_name="invoices")
    title = models.CharField(_("what it is for"), max_length=200)
    source_kind = models.CharField(max_length=60, blank=True)
    source_uuid = models.UUIDField(null=True, blank=True)
    credits = models.ForeignKey(
        "self", verbose_name=_("credits"), null=True, blank=True, on_delete=models.PROTECT, related_name="credit_notes"
    )
    currency = models.CharField(_("currency"), max_length=3)
    net_minor = models.BigIntegerField(_("sum without VAT"), default=0)
    vat_minor = models.BigIntegerField(_("VAT"), default=0)
    total_minor = models.BigIntegerField(_("sum"), default=0)
    paid_minor = models.BigIntegerField(_("paid"), default=0)
    period_from = models.DateField(_("period from"), null=True, blank=True)
    period_to = models.DateField(_("period to"), null=True, blank=True)
    issued_on = models.DateField(_("date"), null=True, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    language = models.CharField(max_length=5, default="en")
    seller_data = models.JSONField(default=dict, blank=True)
    buyer_data = models.JSONField(default=dict, blank=True)
    payment_reference = models.CharField(_("reference of the payment"), max_length=25, blank=True)
    exemption = models.CharField(_("why no VAT is asked"), max_length=300, blank=True)
    reason = models.CharField(_("why it is credited"), max_length=500, blank=True)
    reminders_held = models.CharField(_("why no reminders are sent"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("created"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discarded"], number__isnull=True)
                | Q(number__isnull=False, issued_on__isnull=False),
                name="invoice_issued_has_a_number",
            ),
            models.CheckConstraint(condition=Q(total_minor=F("net_minor") + F("vat_minor")), name="invoice_adds_up"),
            models.CheckConstraint(
                condition=Q(kind="invoice", credits__isnull=True) | Q(kind="credit_note", credits__isnull=False),
                name="invoice_credit_note_credits_one",
            ),
            models.UniqueConstraint(fields=["credits"], condition=Q(kind="credit_note"), name="invoice_credited_once"),
            models.UniqueConstraint(
                fields=["source_kind", "source_uuid"],
                condition=Q(kind="invoice") & ~Q(source_kind="") & ~Q(state__in=["credited", "discarded"]),
                name="invoice_once_a_source",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="invoice_state_due"),
            models.Index(fields=["-created_at", "-id"], name="invoice_newest"),
            models.Index(fields=["city", "issued_on"], name="invoice_of_city"),
        ]

    def __str__(self):
        return self.number or str(self.uuid)[:8]

    @property
    def total(self) -> Money:
        return Money(self.total_minor, self.currency)

    @property
    def open_minor(self) -> int:
        """What is still to be paid; nothing of a draft, a credit note, or what was credited."""
        return max(self.total_minor - self.paid_minor, 0) if self.state in OWED else 0

    @property
    def overpaid_minor(self) -> int:
        """What the city has with us beyond what is asked for; all it paid, once that was credited."""
        if self.kind != InvoiceKind.INVOICE:
            return 0
        asked = 0 if self.state == InvoiceState.CREDITED else self.total_minor
        return max(self.paid_minor - asked, 0)

    @property
    def seller(self) -> Seller:
        return Seller(**self.seller_data)

    @property
    def buyer(self) -> Buyer:
        return Buyer(**self.buyer_data)


class InvoiceLine(models.Model):
    """One line of an invoice; frozen with it."""

    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(default=1)
    text = models.CharField(_("text"), max_length=300)
    quantity = models.PositiveIntegerField(_("quantity"), default=1)
    unit_minor = models.BigIntegerField(_("price of one"))
    vat_category = models.CharField(_("VAT"), max_length=2, choices=VAT_CATEGORIES)
    vat_rate = models.DecimalField(_("rate, per cent"), max_digits=5, decimal_places=2, default=0)
    vat_code = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["invoice", "position"], name="invoice_line_position_once")]

    def __str__(self):
        return f"{self.invoice_id}:{self.position}"

    @property
    def line(self) -> Line:
        return Line(self.text, self.quantity, self.unit_minor, VatCategory(self.vat_category), self.vat_rate)


class Delivery(models.Model):
    """How an invoice went out, and whether it arrived: by e-mail, or by finance through an access point."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(_("how"), max_length=20, choices=DeliveryChannel)
    at = models.DateTimeField(_("when"))
    external_id = models.CharField(_("number at the access point"), max_length=200, blank=True)
    rejection = models.CharField(_("why it was rejected"), max_length=500, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "external_id"], condition=~Q(external_id=""), name="delivery_external_id_once"
            )
        ]

    def __str__(self):
        return str(self.uuid)[:8]
