from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portal.adminkit.columns import RecordColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.viewset import RecordViewSet
from portal.core.formats import money
from portal.payments.actions.payments import withdraw_payment
from portal.payments.filters import PaymentFilterSet
from portal.payments.forms.staff import ReasonForm
from portal.payments.models import JournalEntry, Payment
from portal.payments.queries.invoices import journal_visible_to, payments_visible_to


class PaymentViewSet(RecordViewSet):
    """Money that moved, newest first. One recorded by mistake is withdrawn, never removed."""

    model = Payment
    icon = "plus-inverse"
    menu_label = _("Payments")
    visible_to = payments_visible_to
    view_permission = "payments.see_books"
    list_display = [
        RecordColumn("invoice", label=_("Invoice"), accessor=lambda payment: str(payment.invoice)),
        Column("city", label=_("City"), accessor="invoice.city"),
        Column("flow", label=_("What"), accessor=lambda payment: payment.get_flow_display()),
        Column("sum", label=_("Sum"), accessor=lambda payment: money(payment.sum)),
        "paid_on",
        "withdrawn_at",
    ]
    list_related = ["invoice__city__country"]
    filterset_class = PaymentFilterSet
    search_fields = ["invoice__number", "reference"]
    ordering = "-paid_on"
    has_history = False
    list_export = ["invoice.number", "flow", "method", "amount", "paid_on", "reference", "withdrawn_at"]
    export_headings = {"invoice.number": _("Invoice")}
    detail_fields = [
        DetailField(_("Invoice"), lambda payment: payment.invoice),
        DetailField(_("City"), lambda payment: payment.invoice.city),
        DetailField(_("What"), lambda payment: payment.get_flow_display()),
        DetailField(_("How"), lambda payment: payment.get_method_display()),
        DetailField(_("Sum"), lambda payment: money(payment.sum)),
        DetailField(_("Day"), lambda payment: payment.paid_on),
        DetailField(_("Reference"), lambda payment: payment.reference),
        DetailField(_("Withdrawn"), lambda payment: payment.withdrawn_at),
        DetailField(_("Why it was withdrawn"), lambda payment: payment.withdrawal_reason),
    ]
    record_actions = [
        RecordAction(
            "withdraw",
            _("Withdraw: recorded by mistake"),
            withdraw_payment,
            "payments.record_payment",
            form_class=ReasonForm,
            explanation=_("It counts no more, the books are brought back, and the city gets an e-mail that says so."),
            shown=lambda payment, at: payment.withdrawn_at is None and payment.method == "bank",
            danger=True,
        )
    ]

    def get_title(self, record):
        return f"{record.invoice}: {money(record.sum)}"


def _lines(entry: JournalEntry) -> list[str]:
    return [f"{line.get_account_display()}: {money(line.amount_minor, line.currency)}" for line in entry.postings.all()]


class JournalEntryViewSet(RecordViewSet):
    """The journal: double entry, append-only."""

    model = JournalEntry
    icon = "list-ul"
    menu_label = _("Journal")
    visible_to = journal_visible_to
    view_permission = "payments.see_books"
    list_display = [
        RecordColumn("invoice", label=_("Invoice"), accessor=lambda entry: str(entry.invoice)),
        Column("city", label=_("City"), accessor="invoice.city"),
        "booked_on",
        "at",
    ]
    list_related = ["invoice__city__country"]
    search_fields = ["invoice__number"]
    ordering = "-at"
    has_history = False
    list_export = ["invoice.number", "cause", "booked_on", "at"]
    export_headings = {"invoice.number": _("Invoice")}
    detail_fields = [
        DetailField(_("Invoice"), lambda entry: entry.invoice),
        DetailField(_("City"), lambda entry: entry.invoice.city),
        DetailField(_("Day"), lambda entry: entry.booked_on),
        DetailField(_("Postings"), _lines),
    ]

    def get_title(self, record):
        return str(record.invoice)
