from datetime import timedelta
from decimal import Decimal

import factory

from portal.core.clock import now
from portal.payments.actions.invoices import draft_invoice, issue_invoice
from portal.payments.models import BillingDetails, Invoice, SellerDetails, VatRule
from portal.payments.states import SellerState

IBAN = "DK5000400440116243"


class SellerDetailsFactory(factory.django.DjangoModelFactory):
    """Our own details, approved a year ago."""

    class Meta:
        model = SellerDetails

    state = SellerState.APPROVED
    name = "Nordic Safe Cities"
    street = "Testgade 1"
    postcode = "1000"
    town = "København"
    country_id = "DK"
    registration_number = "12345674"
    vat_number = "DK12345674"
    address_scheme = "0184"
    electronic_address = "12345674"
    bank = "Testbanken"
    iban = IBAN
    bic = "TESTDKKK"
    email = "finance@safe.test"
    proposed_at = factory.LazyFunction(lambda: now() - timedelta(days=366))
    approved_at = factory.LazyFunction(lambda: now() - timedelta(days=365))


class BillingDetailsFactory(factory.django.DjangoModelFactory):
    """What a Norwegian city's books know an invoice by."""

    class Meta:
        model = BillingDetails

    city = factory.SubFactory("tests.factories.cities.CityFactory")
    name = "Nordvik kommune"
    street = "Torget 1"
    postcode = "0101"
    town = "Nordvik"
    registration_number = "974760673"
    vat_number = "NO974760673MVA"
    address_scheme = "0192"
    electronic_address = "974760673"
    buyer_reference = "Beredskap"
    order_reference = ""
    email = factory.Sequence(lambda n: f"faktura{n}@nordvik.test")


def vat(category: str, rate: str = "0", reason: str = "Reason", country: str | None = None) -> VatRule:
    """The rule of VAT for a country; of all others without one."""
    rule, _new = VatRule.objects.update_or_create(
        country_id=country, defaults={"category": category, "rate": Decimal(rate), "reason": {"en": reason}}
    )
    return rule


def drafted(**options) -> Invoice:
    """A draft for a city with billing details, ready to be issued; `lines` as `draft_invoice` takes them."""
    if not SellerDetails.objects.filter(state=SellerState.APPROVED).exists():
        SellerDetailsFactory()
    city = options.pop("city", None) or BillingDetailsFactory().city
    options = {
        "title": "Contribution",
        "lines": [("Membership 2026", 1, 1_000_000)],
        "by": None,
        "at": now(),
        **options,
    }
    return draft_invoice(city=city, **options)


def issued(**options) -> Invoice:
    """An invoice of EUR 10,000 that was issued now."""
    return issue_invoice(invoice=drafted(**options), by=None, at=options.get("at") or now())
