"""Money that came or went: recorded once, posted at once, withdrawn where it was a mistake."""

from datetime import date, datetime

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.audit.queries.repeats import already_done
from portal.core.actors import Actor
from portal.core.money import Money
from portal.core.permission import require
from portal.payments import letters
from portal.payments.actions.books import facts_of, post_difference
from portal.payments.domain.books import Flow, Method
from portal.payments.errors import (
    AnotherCurrency,
    NotPayable,
    PaymentInFuture,
    PaymentRecorded,
    ReasonMissing,
    SumMissing,
    TooMuchRefunded,
)
from portal.payments.models import Invoice, Payment
from portal.payments.states import ISSUED, InvoiceKind


@transaction.atomic
def record_payment(
    *, invoice: Invoice, amount: Money, paid_on: date, reference: str, by: Actor, at: datetime
) -> Payment:
    """A bank transfer arrived. A part of the sum leaves the invoice open; what is too much is held for the city, on a
    credited invoice all of it. The city gets a receipt.

    The same sum, day and reference again is a payment that two people saw: it is posted once, and the second is told.
    Raises NotAllowed, NotPayable, SumMissing, AnotherCurrency, PaymentInFuture, PaymentRecorded.
    """
    require(by, "payments.record_payment")
    row = _payable(invoice)
    _check_sum(row, amount)
    if paid_on > at.date():
        raise PaymentInFuture()
    told = " ".join(reference.split())
    same = row.payments.filter(
        flow=Flow.RECEIVED, method=Method.BANK, amount_minor=amount.minor, paid_on=paid_on, reference=told
    )
    if same.filter(withdrawn_at=None).exists():
        raise PaymentRecorded()
    payment = _move(row, Flow.RECEIVED, Method.BANK, amount, paid_on, told, at)
    _log("payments.record_payment", payment, row, by, at)
    post_difference(invoice=row, cause="payments.record_payment", on=paid_on, at=at)
    letters.queue_payment_letter(payment=payment, at=at)
    return payment


@transaction.atomic
def refund_payment(
    *, invoice: Invoice, amount: Money, paid_on: date, reference: str, by: Actor, at: datetime
) -> Payment:
    """We paid back what a city had paid too much, by bank. Raises NotAllowed, NotPayable, SumMissing, AnotherCurrency,
    PaymentInFuture, TooMuchRefunded, PaymentRecorded."""
    require(by, "payments.record_payment")
    row = _payable(invoice)
    _check_sum(row, amount)
    if paid_on > at.date():
        raise PaymentInFuture()
    told = " ".join(reference.split())
    same = row.payments.filter(
        flow=Flow.REFUNDED, method=Method.BANK, amount_minor=amount.minor, paid_on=paid_on, reference=told
    )
    if same.filter(withdrawn_at=None).exists():
        raise PaymentRecorded()
    if amount.minor > facts_of(row).overpaid_minor:
        raise TooMuchRefunded()
    payment = _move(row, Flow.REFUNDED, Method.BANK, amount, paid_on, told, at)
    _log("payments.refund_payment", payment, row, by, at)
    post_difference(invoice=row, cause="payments.refund_payment", on=paid_on, at=at)
    letters.queue_refund_letter(payment=payment, at=at)
    return payment


@transaction.atomic
def move_overpayment(*, invoice: Invoice, to: Invoice, by: Actor, at: datetime) -> Payment | None:
    """What a city paid too much on one invoice pays another of its invoices, as far as it goes. Answers the payment of
    the other; None where nothing is left to move (asked twice, done once). Raises NotAllowed, NotPayable,
    AnotherCurrency."""
    require(by, "payments.record_payment")
    first, second = sorted((invoice, to), key=lambda one: one.pk)
    rows = {one.pk: _payable(one) for one in (first, second)}
    row, other = rows[invoice.pk], rows[to.pk]
    if other.city_id != row.city_id or other.pk == row.pk:
        raise NotPayable()
    if other.currency != row.currency:
        raise AnotherCurrency()
    moved = min(facts_of(row).overpaid_minor, facts_of(other).open_minor)
    if not moved:
        return None
    amount, today = Money(moved, row.currency), at.date()
    gone = _move(row, Flow.REFUNDED, Method.BALANCE, amount, today, other.number or "", at)
    came = _move(other, Flow.RECEIVED, Method.BALANCE, amount, today, row.number or "", at)
    _log("payments.move_overpayment", gone, row, by, at)
    _log("payments.move_overpayment", came, other, by, at)
    post_difference(invoice=row, cause="payments.move_overpayment", on=today, at=at)
    post_difference(invoice=other, cause="payments.move_overpayment", on=today, at=at)
    letters.queue_payment_letter(payment=came, at=at)
    return came


@transaction.atomic
def withdraw_payment(*, payment: Payment, reason: str, by: Actor, at: datetime) -> Payment:
    """A payment that was recorded by mistake counts no more; the books are brought back, and the city is told. Asked
    twice, done once. Raises NotAllowed, ReasonMissing, AlreadyDone, NotPayable (what Stripe or a move booked is not
    withdrawn by hand)."""
    require(by, "payments.record_payment")
    invoice = Invoice.objects.select_for_update(of=("self",)).get(pk=payment.invoice_id)
    row = Payment.objects.select_for_update(of=("self",)).get(pk=payment.pk)
    if row.withdrawn_at is not None:
        if reason.strip() != row.withdrawal_reason:
            raise already_done(invoice, "payments.withdraw_payment", row.withdrawal_reason)
        return row
    if row.method != Method.BANK:
        raise NotPayable()
    if not reason.strip():
        raise ReasonMissing()
    row.withdrawn_at, row.withdrawal_reason = at, reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    _log("payments.withdraw_payment", row, invoice, by, at)
    post_difference(invoice=invoice, cause="payments.withdraw_payment", on=at.date(), at=at)
    letters.queue_payment_withdrawn_letter(payment=row, at=at)
    return row


def _payable(invoice: Invoice) -> Invoice:
    row = Invoice.objects.select_for_update(of=("self",)).select_related("city__country").get(pk=invoice.pk)
    if row.kind != InvoiceKind.INVOICE or row.state not in ISSUED:
        raise NotPayable()
    return row


def _check_sum(invoice: Invoice, amount: Money) -> None:
    if amount.currency != invoice.currency:
        raise AnotherCurrency()
    if amount.minor <= 0:
        raise SumMissing()


def _move(
    invoice: Invoice, flow: Flow, method: Method, amount: Money, paid_on: date, reference: str, at: datetime
) -> Payment:
    return Payment.objects.create(
        invoice=invoice,
        flow=flow.value,
        method=method.value,
        amount_minor=amount.minor,
        currency=amount.currency,
        paid_on=paid_on,
        reference=reference,
        recorded_at=at,
    )


def _log(verb: str, payment: Payment, invoice: Invoice, by: Actor, at: datetime) -> None:
    log_event(
        verb=verb,
        by=by,
        about=invoice,
        at=at,
        data={"sum_minor": payment.amount_minor, "currency": payment.currency, "flow": payment.flow},
    )
