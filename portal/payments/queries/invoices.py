"""Reading invoices: what a city sees, what finance sees, what is due and for how long."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import DateTimeField, F, Q, QuerySet
from django.db.models.functions import Cast

from portal.cities.models import City
from portal.core.actors import Viewer
from portal.core.money import Money
from portal.documents.queries.files import FileView, files_of
from portal.payments.domain.books import Flow
from portal.payments.models import (
    BillingDetails,
    Invoice,
    JournalEntry,
    Payment,
    PaymentTerms,
    SellerDetails,
    VatRule,
)
from portal.payments.states import ISSUED, OWED, InvoiceKind, InvoiceState, SellerState

# Days past the due date by which what is owed is told apart.
AGES = (0, 30, 60, 90)


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """An invoice or a credit note in a city's list."""

    uuid: UUID
    number: str
    kind: InvoiceKind
    title: str
    state: InvoiceState
    total: Money
    still_open: Money | None
    issued_on: date
    due_on: date
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """Money that moved, as the city sees it."""

    uuid: UUID
    what: str
    how: str
    sum: Money
    paid_on: date
    reference: str
    has_receipt: bool


@dataclass(frozen=True, slots=True)
class InvoiceView:
    """One invoice as the city sees it: how to pay it, its files, what was paid."""

    row: InvoiceRow
    iban: str
    bank: str
    bic: str
    seller: str
    payment_reference: str
    too_much: Money | None
    credited_by: str
    reason: str
    files: list[FileView]
    payments: list[PaymentRow]


@dataclass(frozen=True, slots=True)
class AgeRow:
    """What is owed in one currency and one age: days past the due date from `from_days` on (None: not due yet)."""

    currency: str
    from_days: int | None
    number: int
    sum: Money


def overdue_q(on: date) -> Q:
    """A condition on an invoice: something is to be paid, and its day has passed."""
    return Q(state__in=OWED, due_on__lt=on)


def invoices_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Invoice]:
    """Every invoice and credit note, for whoever keeps the books or manages."""
    return Invoice.objects.all() if viewer.has_perm("payments.see_invoices") else Invoice.objects.none()


def payments_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Payment]:
    return Payment.objects.all() if viewer.has_perm("payments.see_books") else Payment.objects.none()


def journal_visible_to(viewer: Viewer, at: datetime) -> QuerySet[JournalEntry]:
    return JournalEntry.objects.all() if viewer.has_perm("payments.see_books") else JournalEntry.objects.none()


def billing_visible_to(viewer: Viewer, at: datetime) -> QuerySet[BillingDetails]:
    return BillingDetails.objects.all() if viewer.has_perm("payments.see_books") else BillingDetails.objects.none()


def sellers_visible_to(viewer: Viewer, at: datetime) -> QuerySet[SellerDetails]:
    return SellerDetails.objects.all() if viewer.has_perm("payments.see_books") else SellerDetails.objects.none()


def terms_visible_to(viewer: Viewer, at: datetime) -> QuerySet[PaymentTerms]:
    return PaymentTerms.objects.all() if viewer.has_perm("payments.see_books") else PaymentTerms.objects.none()


def vat_rules_visible_to(viewer: Viewer, at: datetime) -> QuerySet[VatRule]:
    return VatRule.objects.all() if viewer.has_perm("payments.see_books") else VatRule.objects.none()


def issued_invoices_of(city: City) -> QuerySet[Invoice]:
    """What a city was sent, newest first."""
    return Invoice.objects.filter(city=city, state__in=ISSUED).order_by("-issued_on", "-pk")


def invoice_rows_of(city: City, on: date) -> list[InvoiceRow]:
    """A city's invoices and credit notes. One query."""
    return [invoice_row(invoice, on) for invoice in issued_invoices_of(city)]


def invoice_row(invoice: Invoice, on: date) -> InvoiceRow:
    """One line of a city's list. The invoice is issued."""
    # What was issued has them: the database holds it.
    assert invoice.number is not None
    assert invoice.issued_on is not None
    assert invoice.due_on is not None
    return InvoiceRow(
        uuid=invoice.uuid,
        number=invoice.number,
        kind=InvoiceKind(invoice.kind),
        title=invoice.title,
        state=InvoiceState(invoice.state),
        total=invoice.total,
        still_open=Money(invoice.open_minor, invoice.currency) if invoice.open_minor else None,
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        is_overdue=invoice.state in OWED and invoice.due_on < on,
    )


def invoice_view(invoice: Invoice, on: date) -> InvoiceView:
    """One invoice for the city's people."""
    note = Invoice.objects.filter(credits=invoice).first()
    too_much = invoice.overpaid_minor
    return InvoiceView(
        row=invoice_row(invoice, on),
        iban=invoice.seller.iban,
        bank=invoice.seller.bank,
        bic=invoice.seller.bic,
        seller=invoice.seller.name,
        payment_reference=invoice.payment_reference,
        too_much=Money(too_much, invoice.currency) if too_much else None,
        credited_by=(note.number or "") if note else "",
        reason=invoice.reason,
        files=files_of(invoice),
        payments=[
            PaymentRow(
                uuid=payment.uuid,
                what=str(payment.get_flow_display()),
                how=str(payment.get_method_display()),
                sum=payment.sum,
                paid_on=payment.paid_on,
                reference=payment.reference,
                has_receipt=payment.flow == Flow.RECEIVED,
            )
            for payment in invoice.payments.filter(withdrawn_at=None)
        ],
    )


def ages_of_debts(viewer: Viewer, on: date) -> list[AgeRow]:
    """What is owed, by currency and age. One query, one row an invoice owed."""
    if not viewer.has_perm("payments.see_invoices"):
        return []
    found: dict[tuple[str, int | None], list[int]] = {}
    for invoice in Invoice.objects.filter(state__in=OWED, kind=InvoiceKind.INVOICE):
        assert invoice.due_on is not None  # what is owed was issued, with a day
        late = (on - invoice.due_on).days
        age = max((days for days in AGES if days < late), default=None)
        found.setdefault((invoice.currency, age), []).append(invoice.open_minor)
    order = sorted(found, key=lambda key: (key[0], -1 if key[1] is None else key[1]))
    return [
        AgeRow(currency, age, len(found[currency, age]), Money(sum(found[currency, age]), currency))
        for currency, age in order
    ]


def overdue_invoices(viewer: Viewer, at: datetime) -> QuerySet[Invoice]:
    """For the worklist: past their day, with `due_at`."""
    found = Invoice.objects.filter(overdue_q(at.date())).annotate(due_at=Cast("due_on", DateTimeField()))
    return _for(viewer, found.select_related("city__country"))


def overpaid_invoices(viewer: Viewer, at: datetime) -> QuerySet[Invoice]:
    """For the worklist: what a city has paid too much, and nobody has paid back or moved, with `issued_at`."""
    credited = Q(state=InvoiceState.CREDITED, kind=InvoiceKind.INVOICE, paid_minor__gt=0)
    too_much = Q(state=InvoiceState.PAID, paid_minor__gt=F("total_minor"))
    found = Invoice.objects.filter(credited | too_much).annotate(issued_at=Cast("issued_on", DateTimeField()))
    return _for(viewer, found.select_related("city__country"))


def rejected_invoices(viewer: Viewer, at: datetime) -> QuerySet[Invoice]:
    """For the worklist: what an access point rejected and no later delivery took, with `issued_at`."""
    taken = Q(deliveries__channel="access_point", deliveries__rejection="")
    found = (
        Invoice.objects.filter(deliveries__rejection__gt="").exclude(pk__in=Invoice.objects.filter(taken)).distinct()
    )
    return _for(viewer, found.annotate(issued_at=Cast("issued_on", DateTimeField())).select_related("city__country"))


def drafts_to_issue(viewer: Viewer, at: datetime) -> QuerySet[Invoice]:
    """For the worklist: drafts somebody or the clock made."""
    return _for(viewer, Invoice.objects.filter(state=InvoiceState.DRAFT).select_related("city__country"))


def proposed_sellers(viewer: Viewer, at: datetime) -> QuerySet[SellerDetails]:
    """For the worklist: a change of our details that waits for a second person."""
    found = SellerDetails.objects.filter(state=SellerState.PROPOSED)
    if not viewer.has_perm("payments.see_books") or not viewer.is_authenticated:
        return found.none()
    return found.exclude(proposed_by=viewer.pk)


def _for(viewer: Viewer, found: QuerySet) -> QuerySet:
    return found if viewer.has_perm("payments.record_payment") else found.none()
