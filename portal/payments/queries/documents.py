"""What stands on an issued invoice: as a frozen document, as UBL, as the data of its PDF."""

from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.cities.models import City, Country
from portal.core.formats import day, money
from portal.core.money import Money
from portal.core.texts import babel_locale
from portal.payments.domain.parties import Buyer, Seller
from portal.payments.domain.ubl import Document, to_ubl
from portal.payments.domain.vat import add_up
from portal.payments.models import Invoice, Payment
from portal.payments.states import InvoiceKind


def document_of(invoice: Invoice) -> Document:
    """An issued invoice or credit note, read from what was frozen."""
    # What was issued has them: the database holds it.
    assert invoice.number is not None
    assert invoice.issued_on is not None
    assert invoice.due_on is not None
    lines = tuple(line.line for line in invoice.lines.all())
    period = (invoice.period_from, invoice.period_to) if invoice.period_from and invoice.period_to else None
    return Document(
        number=invoice.number,
        is_credit_note=invoice.kind == InvoiceKind.CREDIT_NOTE,
        credits_number=(invoice.credits.number or "") if invoice.credits else "",
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        period=period,
        currency=invoice.currency,
        seller=invoice.seller,
        buyer=invoice.buyer,
        lines=lines,
        totals=add_up(lines),
        payment_reference=invoice.payment_reference,
        exemption=invoice.exemption,
        note=invoice.title,
    )


def ubl_of(invoice: Invoice) -> bytes:
    """An issued invoice or credit note as UBL (Peppol BIS Billing 3.0)."""
    return to_ubl(document_of(invoice))


def pdf_data(invoice: Invoice) -> dict[str, Any]:
    """What the typst source of an invoice's PDF sets, in the invoice's language."""
    document = document_of(invoice)
    currency = document.currency
    with translation.override(invoice.language):
        facts = [
            [_("Number"), document.number],
            [_("Date"), day(document.issued_on)],
        ]
        if document.is_credit_note:
            facts.append([_("Takes back"), document.credits_number])
        else:
            facts.append([_("Due"), day(document.due_on)])
        if document.period:
            facts.append([_("Period"), f"{day(document.period[0])} – {day(document.period[1])}"])
        for label, value in (
            (_("Your reference"), document.buyer.buyer_reference),
            (_("Order number"), document.buyer.order_reference),
        ):
            if value:
                facts.append([label, value])
        totals = [[_("Sum without VAT"), money(document.totals.net_minor, currency)]]
        for band in document.totals.bands:
            words = _vat_words(band.rate, money(band.base_minor, currency))
            totals.append([words, money(band.vat_minor, currency)])
        totals.append(
            [
                _("To be paid") if not document.is_credit_note else _("Credited"),
                money(document.totals.total_minor, currency),
            ]
        )
        return {
            "lang": get_language() or "en",
            "house": settings.SITE_NAME,
            "title": _("Credit note") if document.is_credit_note else _("Invoice"),
            "what": invoice.title,
            "seller": _address(document.seller),
            "buyer": _address(document.buyer),
            "buyer_label": _("To"),
            "facts": facts,
            "columns": [_("What"), _("Number of"), _("Price"), _("Sum")],
            "lines": [
                [line.text, str(line.quantity), money(line.unit_minor, currency), money(line.net_minor, currency)]
                for line in document.lines
            ],
            "totals": totals,
            "exemption": document.exemption,
            "paying_label": "" if document.is_credit_note else _("How to pay"),
            "paying": []
            if document.is_credit_note
            else [
                [_("Bank"), document.seller.bank],
                [_("Account (IBAN)"), document.seller.iban],
                [_("BIC"), document.seller.bic],
                [_("Reference of the payment"), document.payment_reference],
            ],
            "questions": _("Questions: %(email)s") % {"email": document.seller.email},
        }


def receipt_data(payment: Payment) -> dict[str, Any]:
    """What the typst source of a receipt sets, in the active language."""
    invoice = payment.invoice
    return {
        "lang": get_language() or "en",
        "house": settings.SITE_NAME,
        "title": _("Receipt"),
        "what": invoice.title,
        "facts": [
            [_("Invoice"), invoice.number],
            [_("Received from"), invoice.buyer.name],
            [_("Day"), day(payment.paid_on)],
            [_("How"), str(payment.get_method_display())],
            [_("Reference"), payment.reference or "–"],
            [_("Sum"), money(payment.sum)],
        ],
        "sections": [],
    }


def statement_data(city: City, year: int) -> dict[str, Any]:
    """What the typst source of a city's statement of one year sets, in the active language."""
    issued = Invoice.objects.filter(city=city, issued_on__year=year).order_by("issued_on", "pk")
    moved = Payment.objects.filter(invoice__city=city, paid_on__year=year, withdrawn_at=None)
    return {
        "lang": get_language() or "en",
        "house": settings.SITE_NAME,
        "title": _("Statement"),
        "what": f"{city.local_name}, {year}",
        "facts": [],
        "sections": [
            {
                "title": _("Invoices and credit notes"),
                "columns": [_("Number"), _("Date"), _("What"), _("Sum"), _("Still to be paid")],
                "rows": [
                    [
                        invoice.number,
                        day(invoice.issued_on),
                        invoice.title,
                        money(invoice.total if invoice.kind == InvoiceKind.INVOICE else _negative(invoice.total)),
                        money(invoice.open_minor, invoice.currency),
                    ]
                    for invoice in issued
                ],
            },
            {
                "title": _("Payments"),
                "columns": [_("Day"), _("Invoice"), _("What"), _("How"), _("Sum")],
                "rows": [
                    [
                        day(payment.paid_on),
                        payment.invoice.number,
                        str(payment.get_flow_display()),
                        str(payment.get_method_display()),
                        money(payment.movement.signed_minor, payment.currency),
                    ]
                    for payment in moved.select_related("invoice").order_by("paid_on", "pk")
                ],
            },
        ],
    }


def _negative(sum_: Money) -> Money:
    return Money(-sum_.minor, sum_.currency)


def _vat_words(rate: Decimal, base: str) -> str:
    number = format_decimal(rate, locale=babel_locale())
    return _("VAT %(rate)s per cent of %(base)s") % {"rate": number, "base": base}


def _address(who: Seller | Buyer) -> list[str]:
    country = Country.objects.filter(pk=who.country).first()
    lines = [who.name, who.street, f"{who.postcode} {who.town}".strip(), country.name if country else who.country]
    if who.registration_number:
        lines.append(_("Registration number: %(number)s") % {"number": who.registration_number})
    if who.vat_number:
        lines.append(_("VAT number: %(number)s") % {"number": who.vat_number})
    return [line for line in lines if line]
