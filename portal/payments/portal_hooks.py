"""What this app tells the portal: its verbs in words, what is to do, the city's pages, its files."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from portal.audit.event_details import EventDetail, register_event_details
from portal.audit.labels import register_verbs
from portal.cities.workspace import register_city_page
from portal.desk.home_actions import HomeAction, register_home_actions
from portal.desk.worklist import WorklistSource, register_worklist
from portal.documents.purposes import register_purpose
from portal.mail.kinds import register_letters
from portal.payments import letters
from portal.payments.files import invoice_pdfs, may_open_invoice
from portal.payments.models.payment import FLOWS
from portal.payments.models.settings import VAT_CATEGORIES
from portal.payments.queries.invoices import (
    drafts_to_issue,
    overdue_invoices,
    overpaid_invoices,
    proposed_sellers,
    rejected_invoices,
)
from portal.payments.states import InvoiceState
from portal.people.roles import FINANCE

VERBS = {
    "payments.draft_invoice": _("Invoice drafted"),
    "payments.discard_invoice": _("Draft of an invoice discarded"),
    "payments.issue_invoice": _("Invoice issued"),
    "payments.credit_invoice": _("Invoice credited"),
    "payments.send_invoice": _("Invoice sent"),
    "payments.record_delivery": _("Delivery through an access point recorded"),
    "payments.hold_reminders": _("Reminders of an invoice held"),
    "payments.release_reminders": _("Reminders of an invoice released"),
    "payments.record_payment": _("Payment recorded"),
    "payments.refund_payment": _("Money paid back"),
    "payments.move_overpayment": _("Overpayment moved to another invoice"),
    "payments.withdraw_payment": _("Payment withdrawn"),
    "payments.update_terms": _("Terms of payment changed"),
    "payments.add_vat_rule": _("VAT rule added"),
    "payments.update_vat_rule": _("VAT rule changed"),
    "payments.propose_seller": _("Change of our details on invoices proposed"),
    "payments.approve_seller": _("Change of our details on invoices approved"),
    "payments.reject_seller": _("Change of our details on invoices rejected"),
    "payments.update_billing": _("Billing details changed"),
}
WORKLIST = (
    WorklistSource(
        kind="payments.overdue",
        label=_("Overdue invoices"),
        queryset=overdue_invoices,
        title=lambda invoice: f"{invoice.number}: {invoice.city}",
        since="due_at",
        stuck_after=timedelta(days=60),
    ),
    WorklistSource(
        kind="payments.overpaid",
        label=_("Money paid too much, to pay back or to move"),
        queryset=overpaid_invoices,
        title=lambda invoice: f"{invoice.number}: {invoice.city}",
        since="issued_at",
        stuck_after=timedelta(days=90),
    ),
    WorklistSource(
        kind="payments.rejected",
        label=_("E-invoices that were rejected"),
        queryset=rejected_invoices,
        title=lambda invoice: f"{invoice.number}: {invoice.city}",
        since="issued_at",
    ),
    WorklistSource(
        kind="payments.drafts",
        label=_("Invoices to issue"),
        queryset=drafts_to_issue,
        title=lambda invoice: f"{invoice.city}: {invoice.title}",
        since="created_at",
        stuck_after=timedelta(days=30),
    ),
    WorklistSource(
        kind="payments.seller",
        label=_("Changes of our details on invoices to approve"),
        queryset=proposed_sellers,
        title=lambda details: details.name,
        since="proposed_at",
    ),
)
ACTIONS = (
    HomeAction(
        name="payments.draft",
        label=_("Write an invoice"),
        note=_("A draft first; issued after a second look"),
        icon="doc-full",
        url="payments_invoice:add",
        permission="payments.draft_invoice",
        roles=(FINANCE,),
        order=21,
    ),
    HomeAction(
        name="payments.invoices",
        label=_("See what is owed"),
        note=_("Invoices that are open or overdue"),
        icon="doc-full",
        url="payments_invoice:index",
        query=f"?state={InvoiceState.OPEN}&state={InvoiceState.PART_PAID}",
        permission="payments.see_invoices",
        roles=(FINANCE,),
        order=22,
    ),
)

register_verbs(VERBS)
register_event_details(
    "payments",
    {
        "category": EventDetail(_("VAT"), dict(VAT_CATEGORIES).get),
        "city": EventDetail(_("City")),
        "flow": EventDetail(_("What"), dict(FLOWS).get),
        "number": EventDetail(_("Number")),
        "rejected": EventDetail(_("Rejected")),
        "sum_minor": EventDetail(_("Amount")),
    },
)
register_worklist(*WORKLIST)
register_home_actions(*ACTIONS)
register_letters(letters)
register_purpose(invoice_pdfs, may_open=may_open_invoice)
register_city_page(
    name="payments.invoices",
    label=_("Invoices"),
    url_name="payments:invoices",
    note=_("What your city owes and has paid, and its billing details."),
    order=30,
)
