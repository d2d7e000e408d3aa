import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.core.money import Money
from portal.payments.domain.books import Account, Flow, Method, Movement
from portal.payments.models.invoice import Invoice

METHODS = (
    (Method.BANK.value, _("Bank transfer")),
    (Method.STRIPE.value, _("Card or direct debit")),
    (Method.BALANCE.value, _("Moved from another invoice")),
)
FLOWS = (
    (Flow.RECEIVED.value, _("Received")),
    (Flow.REFUNDED.value, _("Paid back")),
    (Flow.DISPUTED.value, _("Taken back by the payer’s bank")),
)
ACCOUNTS = (
    (Account.RECEIVABLE.value, _("Owed by cities")),
    (Account.INCOME.value, _("Contributions")),
    (Account.VAT.value, _("VAT")),
    (Account.BANK.value, _("Bank")),
    (Account.STRIPE.value, _("Stripe")),
    (Account.BALANCE.value, _("Moved between invoices")),
    (Account.OVERPAID.value, _("Paid too much")),
)


class Payment(models.Model):
    """Money that moved about an invoice. `external_id`: what Stripe calls it, so that it is booked once. One that was
    recorded by mistake is withdrawn, with a reason, and counts no more."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    invoice = models.ForeignKey(Invoice, verbose_name=_("invoice"), on_delete=models.PROTECT, related_name="payments")
    flow = models.CharField(_("what"), max_length=10, choices=FLOWS)
    method = models.CharField(_("how"), max_length=10, choices=METHODS)
    amount_minor = models.PositiveBigIntegerField(_("sum"))
    currency = models.CharField(_("currency"), max_length=3)
    paid_on = models.DateField(_("day"))
    reference = models.CharField(_("reference"), max_length=200, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("why it was withdrawn"), max_length=500, blank=True)

    class Meta:
        ordering = ["-paid_on", "-pk"]
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="payment_is_something"),
            models.UniqueConstraint(
                fields=["flow", "external_id"], condition=~Q(external_id=""), name="payment_external_id_once"
            ),
        ]
        indexes = [models.Index(fields=["-paid_on", "-id"], name="payment_newest")]

    def __str__(self):
        return str(self.uuid)[:8]

    @property
    def sum(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def movement(self) -> Movement:
        return Movement(Flow(self.flow), Method(self.method), self.amount_minor)


class JournalEntry(models.Model):
    """One entry of the journal: lines that add up to zero, because of one event. Never changed or removed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    invoice = models.ForeignKey(
        Invoice, verbose_name=_("invoice"), on_delete=models.PROTECT, related_name="journal_entries"
    )
    cause = models.CharField(_("because of"), max_length=60)
    booked_on = models.DateField(_("day"))
    at = models.DateTimeField(_("posted"))

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        indexes = [models.Index(fields=["-at", "-id"], name="journal_entry_newest")]

    def __str__(self):
        return str(self.uuid)[:8]


class Posting(models.Model):
    """One line of an entry: what an account holds more (debit, above zero) or less (credit)."""

    entry = models.ForeignKey(JournalEntry, on_delete=models.PROTECT, related_name="postings")
    account = models.CharField(_("account"), max_length=12, choices=ACCOUNTS)
    amount_minor = models.BigIntegerField(_("sum"))
    currency = models.CharField(_("currency"), max_length=3)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "account"], name="posting_once_an_account"),
            models.CheckConstraint(condition=~Q(amount_minor=0), name="posting_is_something"),
        ]

    def __str__(self):
        return f"{self.entry_id}:{self.account}"
