"""Invoices: drafted, issued once under a number without gaps, credited, delivered; reminders held and released."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import translation

from portal.audit.actions.events import log_event
from portal.audit.actions.references import next_number
from portal.audit.queries.repeats import already_done
from portal.cities.models import City
from portal.core.actors import Actor
from portal.core.languages import offered_language
from portal.core.permission import require
from portal.payments.actions.books import post_difference
from portal.payments.domain.iban import payment_reference
from portal.payments.domain.parties import Buyer, Seller, missing_of_buyer, missing_of_seller
from portal.payments.domain.vat import Line, VatCategory, add_up, number_errors, rate_errors
from portal.payments.errors import (
    BillingMissing,
    NoSeller,
    NothingToIssue,
    NotIssued,
    ReasonMissing,
    VatRuleBroken,
)
from portal.payments.models import BillingDetails, Delivery, Invoice, InvoiceLine
from portal.payments.queries.settings import current_seller, exemption_words, payment_terms, vat_rule_of
from portal.payments.states import ISSUED, DeliveryChannel, InvoiceKind, InvoiceState

SERIES = {InvoiceKind.INVOICE: "NSC", InvoiceKind.CREDIT_NOTE: "NSC-C"}


@transaction.atomic
def draft_invoice(
    *,
    city: City,
    title: str,
    lines: Sequence[tuple[str, int, int]],
    by: Actor,
    at: datetime,
    period: tuple[date, date] | None = None,
    source_kind: str = "",
    source_uuid: UUID | None = None,
    language: str = "en",
) -> Invoice:
    """A draft: `lines` are text, quantity, price of one in minor units; VAT is the rule of the city's country. For the
    same source the invoice that is there. Raises NotAllowed."""
    require(by, "payments.draft_invoice")
    City.objects.select_for_update().get(pk=city.pk)
    if source_kind:
        there = Invoice.objects.filter(source_kind=source_kind, source_uuid=source_uuid, kind=InvoiceKind.INVOICE)
        found = there.exclude(state__in=[InvoiceState.CREDITED, InvoiceState.DISCARDED]).first()
        if found is not None:
            return found
    rule, terms = vat_rule_of(city.country_id), payment_terms()
    invoice = Invoice.objects.create(
        city=city,
        title=title,
        source_kind=source_kind,
        source_uuid=source_uuid,
        currency=terms.currency,
        period_from=period[0] if period else None,
        period_to=period[1] if period else None,
        language=offered_language(language),
        created_at=at,
    )
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=invoice,
            position=position,
            text=text,
            quantity=quantity,
            unit_minor=unit_minor,
            vat_category=rule.category,
            vat_rate=rule.rate,
            vat_code=rule.code,
        )
        for position, (text, quantity, unit_minor) in enumerate(lines, 1)
    )
    _sum_up(invoice)
    log_event(verb="payments.draft_invoice", by=by, about=invoice, at=at, data={"city": city.slug})
    return invoice


@transaction.atomic
def discard_invoice(*, invoice: Invoice, by: Actor, at: datetime) -> Invoice:
    """Puts a draft aside: nobody outside has seen it. Asked twice, done once. Raises NotAllowed, TransitionRefused once
    it was issued."""
    require(by, "payments.draft_invoice")
    row = _locked(invoice)
    if row.state == InvoiceState.DISCARDED:
        return row
    row.state = InvoiceState.after("discard", row.state)
    row.save(update_fields=["state"])
    log_event(verb="payments.discard_invoice", by=by, about=row, at=at, data={"city": row.city.slug})
    return row


@transaction.atomic
def issue_invoice(*, invoice: Invoice, by: Actor, at: datetime) -> Invoice:
    """Gives a draft its number and its date, freezes what stands on it, and posts it. The PDF follows by
    e-mail (`send_invoice_document`). Asked twice,
    done once. Raises NotAllowed, NoSeller, BillingMissing, NothingToIssue, VatRuleBroken."""
    require(by, "payments.issue_invoice")
    row = _locked(invoice)
    if row.state in ISSUED:
        return row
    state = InvoiceState.after("issue", row.state)
    lines = [line.line for line in row.lines.all()]
    totals = add_up(lines)
    if not lines or totals.total_minor <= 0:
        raise NothingToIssue()
    seller, billing = current_seller(), BillingDetails.objects.filter(city=row.city).first()
    if seller is None:
        raise NoSeller()
    missing = missing_of_seller(seller.seller)
    missing += missing_of_buyer(billing.buyer) if billing else ["PEPPOL-EN16931-R003", "PEPPOL-EN16931-R010", "BR-07"]
    if missing:
        raise BillingMissing(missing)
    assert billing is not None  # without it, its rules are missing
    with translation.override(row.language):
        row.exemption = exemption_words(vat_rule_of(row.city.country_id))
    _check_vat(lines, row.exemption, seller.seller, billing.buyer)
    today = at.date()
    row.seller_data, row.buyer_data = seller.seller.as_json(), billing.buyer.as_json()
    row.issued_on, row.due_on = today, today + timedelta(days=payment_terms().due_days)
    _sum_up(row)
    _number(row, state)
    log_event(
        verb="payments.issue_invoice",
        by=by,
        about=row,
        at=at,
        data={"number": row.number, "sum_minor": row.total_minor, "currency": row.currency},
    )
    post_difference(invoice=row, cause="payments.issue_invoice", on=today, at=at)
    return row


@transaction.atomic
def credit_invoice(*, invoice: Invoice, reason: str, by: Actor, at: datetime) -> Invoice:
    """Takes an issued invoice back, whole, by a credit note of its own series; what was paid on it is the city's, held
    for it. Answers the credit note. Asked twice, done once. Raises NotAllowed, ReasonMissing, AlreadyDone (for
    another reason), TransitionRefused."""
    require(by, "payments.issue_invoice")
    row = _locked(invoice)
    there = Invoice.objects.filter(credits=row).first()
    if there is not None:
        if there.reason != reason.strip():
            raise already_done(row, "payments.credit_invoice", there.reason)
        return there
    state = InvoiceState.after("credit", row.state)
    if not reason.strip():
        raise ReasonMissing()
    note = Invoice.objects.create(
        kind=InvoiceKind.CREDIT_NOTE,
        credits=row,
        city=row.city,
        title=row.title,
        currency=row.currency,
        period_from=row.period_from,
        period_to=row.period_to,
        language=row.language,
        seller_data=row.seller_data,
        buyer_data=row.buyer_data,
        exemption=row.exemption,
        reason=reason.strip(),
        created_at=at,
    )
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=note,
            position=line.position,
            text=line.text,
            quantity=line.quantity,
            unit_minor=line.unit_minor,
            vat_category=line.vat_category,
            vat_rate=line.vat_rate,
            vat_code=line.vat_code,
        )
        for line in row.lines.all()
    )
    _sum_up(note)
    note.issued_on = note.due_on = at.date()
    _number(note, InvoiceState.CREDITED)
    row.state = state
    row.save(update_fields=["state"])
    log_event(
        verb="payments.credit_invoice",
        by=by,
        about=row,
        at=at,
        data={"number": note.number, "sum_minor": note.total_minor, "currency": note.currency},
    )
    post_difference(invoice=row, cause="payments.credit_invoice", on=at.date(), at=at)
    return note


@transaction.atomic
def record_delivery(*, invoice: Invoice, external_id: str, by: Actor, at: datetime, rejection: str = "") -> Delivery:
    """Finance sent it through an access point: its number there, and why it was rejected if it was. The same number
    again answers what is there. Raises NotAllowed, NotIssued for a draft."""
    require(by, "payments.record_payment")
    row = _locked(invoice)
    if row.state not in ISSUED:
        raise NotIssued()
    delivery, is_new = Delivery.objects.get_or_create(
        channel=DeliveryChannel.ACCESS_POINT, external_id=external_id.strip(), defaults={"invoice": row, "at": at}
    )
    if is_new or (rejection.strip() and delivery.rejection != rejection.strip()):
        delivery.rejection = rejection.strip()
        delivery.save(update_fields=["rejection"])
        log_event(verb="payments.record_delivery", by=by, about=row, at=at, data={"rejected": bool(delivery.rejection)})
    return delivery


@transaction.atomic
def hold_reminders(*, invoice: Invoice, reason: str, by: Actor, at: datetime) -> Invoice:
    """No reminders are sent for an invoice until they are released. Asked twice, done once. Raises NotAllowed,
    ReasonMissing."""
    require(by, "payments.record_payment")
    row = _locked(invoice)
    if not reason.strip():
        raise ReasonMissing()
    if row.reminders_held != reason.strip():
        row.reminders_held = reason.strip()
        row.save(update_fields=["reminders_held"])
        log_event(verb="payments.hold_reminders", by=by, about=row, at=at)
    return row


@transaction.atomic
def release_reminders(*, invoice: Invoice, by: Actor, at: datetime) -> Invoice:
    """Reminders go out again when their day comes. Asked twice, done once. Raises NotAllowed."""
    require(by, "payments.record_payment")
    row = _locked(invoice)
    if row.reminders_held:
        row.reminders_held = ""
        row.save(update_fields=["reminders_held"])
        log_event(verb="payments.release_reminders", by=by, about=row, at=at)
    return row


def _sum_up(invoice: Invoice) -> None:
    totals = add_up([line.line for line in invoice.lines.all()])
    invoice.net_minor, invoice.vat_minor, invoice.total_minor = totals.net_minor, totals.vat_minor, totals.total_minor
    invoice.save(update_fields=["net_minor", "vat_minor", "total_minor"])


def _number(invoice: Invoice, state: InvoiceState) -> None:
    """The next number of the series and year: the counter's row stays locked until the transaction ends, so there is no
    gap and no double."""
    assert invoice.issued_on is not None
    series = f"{SERIES[InvoiceKind(invoice.kind)]}-{invoice.issued_on.year}"
    number = next_number(f"payments.{series}")
    invoice.number = f"{series}-{number:04d}"
    invoice.payment_reference = payment_reference(number, invoice.issued_on.year)
    invoice.state = state
    invoice.save()


def _check_vat(lines: Sequence[Line], exemption: str, seller: Seller, buyer: Buyer) -> None:
    broken = [
        rule
        for category, rate in {(VatCategory(line.category), Decimal(line.rate)) for line in lines}
        for rule in (
            *rate_errors(category, rate, exemption),
            *number_errors(category, seller.vat_number, buyer.vat_number),
        )
    ]
    if broken:
        raise VatRuleBroken(sorted(set(broken)))


def _locked(invoice: Invoice) -> Invoice:
    return Invoice.objects.select_for_update(of=("self",)).select_related("city__country").get(pk=invoice.pk)
