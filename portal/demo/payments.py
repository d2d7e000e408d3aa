"""Invoices of the demo: every state once. Debts and mistakes are those of invented cities."""

from datetime import datetime, timedelta

from portal.cities.models import City
from portal.core.money import Money
from portal.membership.actions.contributions import draft_contribution
from portal.membership.models import Membership
from portal.payments.actions.invoices import credit_invoice, discard_invoice, hold_reminders, issue_invoice
from portal.payments.actions.payments import record_payment
from portal.payments.actions.settings import (
    approve_seller_details,
    propose_seller_details,
    update_billing_details,
)
from portal.payments.models import Invoice
from portal.people.models import User

# An account number that no bank hands out, with check digits that are right.
SELLER = {
    "name": "Nordic Safe Cities",
    "street": "Havnegangen 12",
    "postcode": "1000",
    "town": "København",
    "country_id": "DK",
    "registration_number": "99001038",
    "vat_number": "DK99001038",
    "address_scheme": "0184",
    "electronic_address": "99001038",
    "bank": "Prøvebanken",
    "iban": "DK5000400440116243",
    "bic": "PROVDKKK",
    "email": "finance@demo.test",
}
SCHEMES = {"NO": "0192", "DK": "0184", "SE": "0007", "FI": "0216", "IS": "0196"}
# City, days ago it was issued (None: a draft), what was paid of EUR 10,000, what happened then.
INVOICES = (
    ("Stavanger", 40, 10_000, ""),
    ("København", 20, 10_000, ""),
    ("Fjordvik", 25, 4_000, ""),
    ("Søndervang", 12, 0, ""),
    ("Kuusilahti", 75, 0, ""),
    ("Norrhamn", 60, 10_500, ""),
    ("Havnsund", 50, 0, "held"),
    ("Granelv", 30, 0, "credited"),
    ("Nørrelund", None, 0, ""),
    ("Hraunvík", None, 0, "discarded"),
)


def load_payments(at: datetime) -> None:
    """The contribution of this year: paid, in part, too much, overdue, held, credited, still a draft."""
    finance, admin = User.objects.get(email="finance@demo.test"), User.objects.get(email="admin@demo.test")
    details = propose_seller_details(by=finance, at=at - timedelta(days=400), **SELLER)
    approve_seller_details(details=details, by=admin, at=at - timedelta(days=399))
    for number, (name, days, paid, then) in enumerate(INVOICES, 1):
        city = City.objects.select_related("country").get(name=name)
        when = at - timedelta(days=days or 3)
        invoice = _draft(city, number, finance, when)
        if days is not None:
            issue_invoice(invoice=invoice, by=finance, at=when)
        if paid:
            _pay(invoice, paid, finance, when + timedelta(days=8))
        if then == "held":
            reason = "The council decides on the budget next month."
            hold_reminders(invoice=invoice, reason=reason, by=finance, at=at - timedelta(days=15))
        if then == "credited":
            reason = "The invoice named the wrong year."
            credit_invoice(invoice=invoice, reason=reason, by=finance, at=at - timedelta(days=25))
        if then == "discarded":
            discard_invoice(invoice=invoice, by=finance, at=at - timedelta(days=2))
    # Waits for a second person.
    other = {**SELLER, "bank": "Den anden prøvebank", "iban": "DK9520000123456789"}
    propose_seller_details(by=finance, at=at - timedelta(days=1), **other)


def _draft(city: City, number: int, by: User, at: datetime) -> Invoice:
    code = str(city.country_id)
    update_billing_details(
        city=city,
        name=f"{city.name} kommune" if code in ("NO", "DK") else city.name,
        street="Torget 1",
        postcode=f"{1000 + number}",
        town=city.name,
        registration_number=f"9990{number:05d}",
        vat_number="",
        address_scheme=SCHEMES[code],
        electronic_address=f"9990{number:05d}",
        buyer_reference="Safe city",
        order_reference="",
        email=f"invoices@{city.slug}.demo.test",
        by=by,
        at=at,
    )
    membership = Membership.objects.filter(city=city).order_by("-starts").first()
    assert membership is not None  # each of these cities is a member
    starts = membership.starts.replace(year=at.year)
    return draft_contribution(membership=membership, starts=starts, at=at)


def _pay(invoice: Invoice, euro: int, by: User, at: datetime) -> None:
    record_payment(
        invoice=invoice,
        amount=Money(euro * 100, invoice.currency),
        paid_on=at.date(),
        reference=invoice.payment_reference or f"Contribution {invoice.city}",
        by=by,
        at=at,
    )
