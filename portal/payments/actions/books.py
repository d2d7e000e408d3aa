"""Posting: after each event the journal is brought to what the accounts should hold by now."""

from collections import defaultdict
from datetime import date, datetime

from portal.payments.domain.books import Account, Facts, adds_up, balances, difference
from portal.payments.models import Invoice, JournalEntry, Posting
from portal.payments.sources import tell_source
from portal.payments.states import InvoiceState


def facts_of(invoice: Invoice) -> Facts:
    """What is known of an issued invoice now."""
    credited = invoice.state == InvoiceState.CREDITED
    movements = tuple(payment.movement for payment in invoice.payments.filter(withdrawn_at=None).order_by("pk"))
    return Facts(
        net_minor=invoice.net_minor,
        vat_minor=invoice.vat_minor,
        credited_net_minor=invoice.net_minor if credited else 0,
        credited_vat_minor=invoice.vat_minor if credited else 0,
        movements=movements,
    )


def posted_for(invoice: Invoice) -> dict[Account, int]:
    """What the journal holds for an invoice by now."""
    held: dict[Account, int] = defaultdict(int)
    lines = Posting.objects.filter(entry__invoice=invoice).values_list("account", "amount_minor")
    for account, amount in lines:
        held[Account(account)] += amount
    return dict(held)


def post_difference(*, invoice: Invoice, cause: str, on: date, at: datetime) -> JournalEntry | None:
    """Posts what is missing, and brings the invoice's state and paid sum in line; None where nothing is. Part of other
    actions, which hold the invoice's lock and log what happened."""
    facts = facts_of(invoice)
    lines = difference(balances(facts), posted_for(invoice))
    entry = None
    if lines:
        assert adds_up(lines.values())
        entry = JournalEntry.objects.create(invoice=invoice, cause=cause, booked_on=on, at=at)
        Posting.objects.bulk_create(
            Posting(entry=entry, account=account.value, amount_minor=amount, currency=invoice.currency)
            for account, amount in lines.items()
        )
    _sync(invoice, facts, at)
    return entry


def _sync(invoice: Invoice, facts: Facts, at: datetime) -> None:
    """The invoice's state as the facts have it: the only place where money moves it."""
    state = InvoiceState(invoice.state)
    wanted = state if state == InvoiceState.CREDITED else _state_of(facts)
    if (state, invoice.paid_minor) == (wanted, facts.paid_minor):
        return
    step = next((step for step, to in _steps(state).items() if to == wanted.value), None)
    if step is not None:
        invoice.state = InvoiceState.after(step, state)
    invoice.paid_minor = facts.paid_minor
    invoice.save(update_fields=["state", "paid_minor"])
    if wanted == InvoiceState.PAID and state != wanted:
        tell_source(invoice.source_kind, invoice.source_uuid, at)


def _steps(state: InvoiceState) -> dict[str, str]:
    return {step: InvoiceState.target(step).value for step in STEPS if InvoiceState.allows(step, state)}


STEPS = ("pay", "pay_part", "unpay", "unpay_part")


def _state_of(facts: Facts) -> InvoiceState:
    if not facts.open_minor:
        return InvoiceState.PAID
    return InvoiceState.PART_PAID if facts.paid_minor > 0 else InvoiceState.OPEN
