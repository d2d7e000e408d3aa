"""E-mails about invoices and payments: to the address for invoices, and to the city's people who see to them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from portal.cities.queries.people import people_acting_for
from portal.cities.states import CityDuty
from portal.core.formats import money
from portal.core.mailboxes import mailbox_key
from portal.desk.queries.cases import secretariat
from portal.mail.actions.queue import queue_letter
from portal.mail.kinds import Audience, LetterKind
from portal.mail.recipients import Recipient, reading_language
from portal.payments.models import Invoice, Payment, SellerDetails

PAYER = Audience(
    _("The city’s address for invoices and its people who see to them"),
    _("You get this e-mail because you see to your city’s invoices."),
)
BOOKKEEPER = Audience(_("Finance"), _("You get this e-mail because you keep the books."))

INVOICE = LetterKind(
    key="payments/invoice",
    label=_("Invoice"),
    audience=PAYER,
    purpose=_("Has the invoice as a PDF, the sum, the due date and how to pay."),
)
CREDIT_NOTE = LetterKind(
    key="payments/credit_note",
    label=_("Credit note"),
    audience=PAYER,
    purpose=_("Says which invoice is taken back and why, with the credit note as a PDF."),
)
PAYMENT = LetterKind(
    key="payments/payment",
    label=_("Payment received"),
    audience=PAYER,
    purpose=_("Says what was received, what is still open or was paid too much."),
)
REFUND = LetterKind(
    key="payments/refund",
    label=_("Money paid back"),
    audience=PAYER,
    purpose=_("Says what we paid back and when."),
)
PAYMENT_WITHDRAWN = LetterKind(
    key="payments/payment_withdrawn",
    label=_("Payment recorded by mistake"),
    audience=PAYER,
    purpose=_("Says that a payment we had told of was not one, and what is open now."),
)
REMINDER = LetterKind(
    key="payments/reminder",
    label=_("Reminder of an invoice"),
    audience=PAYER,
    purpose=_("Says that an invoice is past its due date, and how to pay it."),
)
SELLER_PROPOSED = LetterKind(
    key="payments/seller_proposed",
    label=_("Change of our bank account to approve"),
    audience=BOOKKEEPER,
    purpose=_("Says that a colleague proposes other details for our invoices, which a second person must approve."),
)


def queue_invoice_letter(*, invoice: Invoice, file: UUID, at: datetime) -> None:
    """The invoice as a PDF."""
    _queue(INVOICE, invoice, str(invoice.uuid), at, attachments=[file])


def queue_credit_note_letter(*, invoice: Invoice, file: UUID, at: datetime) -> None:
    """The credit note `invoice` as a PDF."""
    assert invoice.credits is not None  # a credit note credits one: the database holds it
    more = {"credited": invoice.credits.number, "reason": invoice.reason}
    _queue(CREDIT_NOTE, invoice, str(invoice.uuid), at, attachments=[file], **more)


def queue_payment_letter(*, payment: Payment, at: datetime) -> None:
    """What was received, and what is left."""
    _queue(PAYMENT, payment.invoice, str(payment.uuid), at, **_moved(payment))


def queue_refund_letter(*, payment: Payment, at: datetime) -> None:
    """What was paid back."""
    _queue(REFUND, payment.invoice, str(payment.uuid), at, **_moved(payment))


def queue_payment_withdrawn_letter(*, payment: Payment, at: datetime) -> None:
    """What was told by mistake."""
    _queue(PAYMENT_WITHDRAWN, payment.invoice, str(payment.uuid), at, **_moved(payment))


def queue_reminder_letter(*, invoice: Invoice, days: int, at: datetime) -> None:
    """The invoice has been due for at least `days` days."""
    _queue(REMINDER, invoice, f"{invoice.uuid}:{days}", at)


def queue_seller_proposed_letter(*, details: SellerDetails, at: datetime) -> None:
    """Tells the others of finance that a change waits for a second person."""
    for user in secretariat():
        if user.pk != details.proposed_by_id and user.has_perm("payments.approve_seller", details):
            queue_letter(
                reason=f"{SELLER_PROPOSED.reason}:{details.uuid}:{user.uuid}",
                to=user.recipient,
                kind=SELLER_PROPOSED,
                context={"name": details.proposed_by.get_full_name() if details.proposed_by else ""},
                about=details,
                at=at,
            )


def payers_of(invoice: Invoice, at: datetime) -> list[Recipient]:
    """The address for invoices first, then the city's people who see to them, each mailbox once."""
    readers = [user.recipient for user in people_acting_for(invoice.city, at, CityDuty.INVOICES)]
    if email := invoice.buyer_data.get("email"):
        readers.insert(0, Recipient(email, invoice.buyer_data["name"], invoice.language))
    found: dict[str, Recipient] = {}
    for reader in readers:
        found.setdefault(mailbox_key(reader.email), reader)
    return list(found.values())


def _moved(payment: Payment) -> dict[str, Any]:
    invoice = payment.invoice
    too_much = invoice.overpaid_minor
    return {
        "moved": money(payment.sum),
        "paid_on": payment.paid_on,
        "still_open": money(invoice.open_minor, invoice.currency) if invoice.open_minor else "",
        "too_much": money(too_much, invoice.currency) if too_much else "",
    }


def _queue(
    kind: LetterKind, invoice: Invoice, unique: str, at: datetime, attachments: Iterable[UUID] = (), **more: Any
) -> None:
    for reader in payers_of(invoice, at):
        with translation.override(reading_language(reader)):
            context = {
                "city": invoice.city.local_name,
                "number": invoice.number,
                "what": invoice.title,
                "sum": money(invoice.total),
                "due_on": invoice.due_on,
                "iban": invoice.seller_data.get("iban", ""),
                "payment_reference": invoice.payment_reference,
                "still_open": money(invoice.open_minor, invoice.currency) if invoice.open_minor else "",
                "address": settings.SITE_URL + reverse("payments:invoice", args=[invoice.city.uuid, invoice.uuid]),
                **more,
            }
        queue_letter(
            reason=f"{kind.reason}:{unique}:{mailbox_key(reader.email)}",
            to=reader,
            kind=kind,
            context=context,
            about=invoice,
            at=at,
            attachments=attachments,
        )
