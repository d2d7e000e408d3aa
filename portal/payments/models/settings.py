import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.cities.models import Country
from portal.core.money import Money
from portal.core.state_field import StateField
from portal.payments.domain.parties import ADDRESS_SCHEMES, Seller
from portal.payments.states import SellerState

VAT_CATEGORIES = (
    ("S", _("Standard rate (S)")),
    ("AE", _("Reverse charge: the buyer accounts for VAT (AE)")),
    ("E", _("Exempt from VAT (E)")),
    ("Z", _("Zero rate (Z)")),
    ("O", _("Outside the scope of VAT (O)")),
)


def account_numbers() -> dict[str, str]:
    """A chart of accounts to begin with; finance changes it."""
    return {
        "receivable": "1510",
        "income": "3010",
        "vat": "2610",
        "bank": "1920",
        "stripe": "1930",
        "balance": "2990",
        "overpaid": "2420",
    }


class PaymentTerms(models.Model):
    """What finance sets: the yearly contribution, days to pay, days of reminders, numbers of the chart of accounts.
    One row."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    contribution_minor = models.PositiveBigIntegerField(_("yearly contribution, in cents"), default=1_000_000)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    due_days = models.PositiveSmallIntegerField(_("days to pay"), default=30)
    reminder_days = models.JSONField(_("reminders, days after the due date"), default=list)
    account_numbers = models.JSONField(_("numbers of the accounts"), default=account_numbers)

    class Meta:
        verbose_name = _("terms of payment")
        verbose_name_plural = _("terms of payment")

    def __str__(self):
        return str(self.uuid)[:8]

    @property
    def contribution(self) -> Money:
        return Money(self.contribution_minor, self.currency)


class VatRule(models.Model):
    """How an invoice to a country is taxed. `reason` stands on the invoice where no VAT is asked; `code` goes to the
    books."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    country = models.OneToOneField(
        Country, verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    category = models.CharField(_("category"), max_length=2, choices=VAT_CATEGORIES)
    rate = models.DecimalField(_("rate, per cent"), max_digits=5, decimal_places=2, default=0)
    reason = models.JSONField(_("why no VAT is asked"), blank=True, default=dict)
    code = models.CharField(_("VAT code in the books"), max_length=20, blank=True)

    class Meta:
        ordering = [F("country").asc(nulls_first=True)]
        verbose_name = _("VAT rule")
        verbose_name_plural = _("VAT rules")
        constraints = [
            models.UniqueConstraint(
                fields=["category"], condition=Q(country__isnull=True), name="vat_rule_default_once_a_category"
            ),
            models.CheckConstraint(condition=Q(rate__gte=0, rate__lte=100), name="vat_rule_rate_is_per_cent"),
        ]

    def __str__(self):
        return str(self.country or _("Other countries"))


class SellerDetails(models.Model):
    """Who we are on an invoice, and where the money goes. The newest approved row counts. A change is proposed by one
    person and approved by another: whoever could do both alone could send every city's money elsewhere."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = StateField(_("state"), max_length=10, states=SellerState, default=SellerState.PROPOSED)
    name = models.CharField(_("name"), max_length=200)
    street = models.CharField(_("street"), max_length=200)
    postcode = models.CharField(_("postcode"), max_length=20)
    town = models.CharField(_("town"), max_length=100)
    country = models.ForeignKey(Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="+")
    registration_number = models.CharField(_("registration number"), max_length=20)
    vat_number = models.CharField(_("VAT number"), max_length=20, blank=True)
    address_scheme = models.CharField(_("kind of electronic address"), max_length=4, choices=ADDRESS_SCHEMES)
    electronic_address = models.CharField(_("electronic address"), max_length=60)
    bank = models.CharField(_("bank"), max_length=100)
    iban = models.CharField(_("IBAN"), max_length=42)
    bic = models.CharField(_("BIC"), max_length=11)
    email = models.EmailField(_("e-mail address for questions"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("proposed by"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    proposed_at = models.DateTimeField(_("proposed"))
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        verbose_name = _("our details on invoices")
        verbose_name_plural = _("our details on invoices")
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="proposed"), name="seller_details_one_proposal"
            ),
        ]

    def __str__(self):
        return str(self.uuid)[:8]

    @property
    def seller(self) -> Seller:
        return Seller(
            name=self.name,
            street=self.street,
            postcode=self.postcode,
            town=self.town,
            country=self.country_id,
            registration_number=self.registration_number,
            vat_number=self.vat_number,
            address_scheme=self.address_scheme,
            electronic_address=self.electronic_address,
            bank=self.bank,
            iban=self.iban,
            bic=self.bic,
            email=self.email,
        )
