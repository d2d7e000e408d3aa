from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portal.adminkit.columns import RecordColumn, StateColumn
from portal.adminkit.details import DetailField, RecordAction
from portal.adminkit.views.listing import RecordListView
from portal.core.formats import day, money
from portal.core.search import matching
from portal.desk.viewset import CaseViewSet
from portal.documents.queries.files import files_of
from portal.payments.actions.invoices import (
    credit_invoice,
    discard_invoice,
    draft_invoice,
    hold_reminders,
    issue_invoice,
    record_delivery,
    release_reminders,
)
from portal.payments.actions.payments import move_overpayment, record_payment, refund_payment
from portal.payments.admin.preflights import (
    before_crediting,
    before_issuing,
    before_moving_money,
    before_refunding,
)
from portal.payments.filters import InvoiceFilterSet
from portal.payments.forms.staff import DeliveryForm, MoveForm, NewInvoiceForm, PaymentForm, ReasonForm
from portal.payments.models import Invoice
from portal.payments.queries.invoices import invoices_visible_to
from portal.payments.states import ISSUED, OWED, InvoiceKind, InvoiceState
from portal.payments.views.staff import InvoiceUblView


class InvoiceListView(RecordListView):
    """Finds an invoice by its number, by the reference of its payment, or by any of its city's names."""

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        typed = self.search_query.strip()
        named = queryset.filter(matching(typed, "city__search_text"))
        return named | queryset.filter(number__iexact=typed) | queryset.filter(payment_reference__iexact=typed)


def _lines(invoice: Invoice) -> str:
    return format_html_join(
        "\n",
        "{} × {}: {} (VAT {} {})<br>",
        (
            (line.quantity, line.text, money(line.line.net_minor, invoice.currency), line.vat_category, line.vat_rate)
            for line in invoice.lines.all()
        ),
    )


def _payments(invoice: Invoice) -> str:
    return format_html_join(
        "\n",
        "{}: {} {} {} {}<br>",
        (
            (
                day(payment.paid_on),
                payment.get_flow_display(),
                money(payment.sum),
                payment.get_method_display(),
                f"({_('withdrawn')})" if payment.withdrawn_at else payment.reference,
            )
            for payment in invoice.payments.all()
        ),
    )


def _deliveries(invoice: Invoice) -> str:
    return format_html_join(
        "\n",
        "{}: {} {} {}<br>",
        ((day(one.at), one.get_channel_display(), one.external_id, one.rejection) for one in invoice.deliveries.all()),
    )


def _files(invoice: Invoice) -> str:
    links = [(file.url, file.name) for file in files_of(invoice)]
    if invoice.number:
        links.append((reverse("payments_invoice:ubl", args=[invoice.uuid]), f"{invoice.number}.xml"))
    return format_html_join(", ", '<a href="{}">{}</a>', links)


def _open(invoice: Invoice) -> str:
    return money(invoice.open_minor, invoice.currency)


def _is_payable(invoice: Invoice, at) -> bool:
    return invoice.kind == InvoiceKind.INVOICE and invoice.state in ISSUED


class InvoiceViewSet(CaseViewSet):
    """Every invoice and credit note: what was asked for, what was paid, what is owed."""

    model = Invoice
    icon = "doc-full"
    menu_label = _("Invoices")
    visible_to = invoices_visible_to
    view_permission = "payments.see_invoices"
    create_permission, create_action = "payments.draft_invoice", draft_invoice
    form_class = NewInvoiceForm
    list_display = [
        RecordColumn("number", label=_("Number"), accessor=lambda invoice: invoice.number or _("Draft")),
        "city",
        Column("kind", label=_("Type"), accessor=lambda invoice: invoice.get_kind_display()),
        StateColumn(),
        Column("total", label=_("Sum"), accessor=lambda invoice: money(invoice.total)),
        Column("open", label=_("Still to be paid"), accessor=_open),
        "due_on",
    ]
    list_related = ["city__country"]
    filterset_class = InvoiceFilterSet
    search_fields = ["number", "city__search_text"]
    index_view_class = InvoiceListView
    ordering = "-created_at"
    list_export = [
        "number",
        "kind",
        "city",
        "city.country_id",
        "state",
        "title",
        "total",
        "paid",
        "issued_on",
        "due_on",
    ]
    detail_fields = [
        DetailField(_("City"), lambda invoice: invoice.city),
        DetailField(_("Type"), lambda invoice: invoice.get_kind_display()),
        DetailField(_("State"), lambda invoice: InvoiceState(invoice.state).label),
        DetailField(_("What it is for"), lambda invoice: invoice.title),
        DetailField(_("Lines"), _lines),
        DetailField(_("Sum"), lambda invoice: money(invoice.total)),
        DetailField(_("Still to be paid"), _open),
        DetailField(_("Paid too much"), lambda invoice: money(invoice.overpaid_minor, invoice.currency)),
        DetailField(_("Date"), lambda invoice: invoice.issued_on),
        DetailField(_("Due"), lambda invoice: invoice.due_on),
        DetailField(_("Reference of the payment"), lambda invoice: invoice.payment_reference),
        DetailField(_("Takes back"), lambda invoice: invoice.credits),
        DetailField(_("Why it is credited"), lambda invoice: invoice.reason),
        DetailField(_("Payments"), _payments),
        DetailField(_("Delivery"), _deliveries),
        DetailField(_("Files"), _files),
        DetailField(_("No reminders because"), lambda invoice: invoice.reminders_held),
    ]
    record_actions = [
        RecordAction(
            "issue",
            _("Issue and send"),
            issue_invoice,
            "payments.issue_invoice",
            explanation=_("It gets its number, is sent to the city, and can’t be changed any more."),
            success=_("The invoice is issued and goes out within minutes."),
            shown=lambda invoice, at: invoice.state == InvoiceState.DRAFT,
            icon="mail",
            preflight=before_issuing,
        ),
        RecordAction(
            "discard",
            _("Discard the draft"),
            discard_invoice,
            "payments.draft_invoice",
            explanation=_("Nobody outside has seen it. It stays in the list as discarded."),
            shown=lambda invoice, at: invoice.state == InvoiceState.DRAFT,
            danger=True,
            icon="bin",
        ),
        RecordAction(
            "pay",
            _("Record a payment"),
            record_payment,
            "payments.record_payment",
            form_class=PaymentForm,
            explanation=_("A bank transfer arrived. In part or too much: both end in right books."),
            success=_("The payment is posted, and the city is told."),
            shown=_is_payable,
            icon="plus",
            preflight=before_moving_money,
        ),
        RecordAction(
            "move",
            _("Pay another invoice with what was too much"),
            move_overpayment,
            "payments.record_payment",
            form_class=MoveForm,
            explanation=_("What the city paid too much here pays another of its invoices, as far as it goes."),
            success=_("The money is moved, and the city is told."),
            shown=lambda invoice, at: invoice.overpaid_minor > 0,
            icon="arrow-right",
            preflight=before_moving_money,
        ),
        RecordAction(
            "refund",
            _("Record that we paid back"),
            refund_payment,
            "payments.record_payment",
            form_class=PaymentForm,
            explanation=_("What the city paid too much was paid back at the bank."),
            success=_("It is posted, and the city is told."),
            shown=lambda invoice, at: invoice.overpaid_minor > 0,
            icon="undo",
            preflight=before_refunding,
        ),
        RecordAction(
            "deliver",
            _("Record delivery as an e-invoice"),
            record_delivery,
            "payments.record_payment",
            form_class=DeliveryForm,
            explanation=_("You sent the UBL file through an access point."),
            shown=lambda invoice, at: invoice.state in ISSUED,
            icon="upload",
        ),
        RecordAction(
            "hold",
            _("Hold the reminders"),
            hold_reminders,
            "payments.record_payment",
            form_class=ReasonForm,
            explanation=_("No reminder of this invoice is sent until you release them."),
            shown=lambda invoice, at: invoice.state in OWED and not invoice.reminders_held,
            icon="lock",
        ),
        RecordAction(
            "release",
            _("Release the reminders"),
            release_reminders,
            "payments.record_payment",
            explanation=_("Reminders of this invoice are sent again when their day comes."),
            shown=lambda invoice, at: bool(invoice.reminders_held),
            icon="lock-open",
        ),
        RecordAction(
            "credit",
            _("Take back by a credit note"),
            credit_invoice,
            "payments.issue_invoice",
            form_class=ReasonForm,
            explanation=_("The whole invoice is taken back. The city reads your reason."),
            success=_("The credit note is issued and goes out within minutes."),
            shown=lambda invoice, at: _is_payable(invoice, at) and InvoiceState.allows("credit", invoice.state),
            danger=True,
            icon="cross",
            preflight=before_crediting,
        ),
    ]

    def get_title(self, record):
        return f"{record.number or _('Draft')}: {record.city}"

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("<uuid:pk>/ubl/", self.construct_view(InvoiceUblView), name="ubl")]
