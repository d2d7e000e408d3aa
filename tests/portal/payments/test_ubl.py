"""Invoices for machines: schema and rules of Peppol BIS Billing 3.0, for every kind of invoice we write."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from lxml import etree
from peppol import check_rules, validate_xsd

from portal.payments.domain.parties import Buyer, Seller, missing_of_buyer, missing_of_seller
from portal.payments.domain.ubl import Document, to_ubl
from portal.payments.domain.vat import Line, VatBand, VatCategory, add_up

SELLER = Seller(
    name="Nordic Safe Cities",
    street="Testgade 1",
    postcode="1000",
    town="København",
    country="DK",
    registration_number="12345674",
    vat_number="DK12345674",
    address_scheme="0184",
    electronic_address="12345674",
    bank="Testbanken",
    iban="DK50 0040 0440 1162 43",
    bic="TESTDKKK",
    email="finance@safe.test",
)
BUYER = Buyer(
    name="Nordvik kommune & <kultur>",
    street="Torget 1",
    postcode="0101",
    town="Nordvik",
    country="NO",
    registration_number="974760673",
    vat_number="NO974760673MVA",
    address_scheme="0192",
    electronic_address="974760673",
    buyer_reference="Beredskap",
    order_reference="PO-7",
    email="faktura@nordvik.test",
)


def document(*lines, exemption="", currency="EUR", **others):
    lines = tuple(Line(text, quantity, unit, category, Decimal(rate)) for text, quantity, unit, category, rate in lines)
    given = {
        "number": "NSC-2026-0001",
        "is_credit_note": False,
        "credits_number": "",
        "issued_on": date(2026, 1, 5),
        "due_on": date(2026, 2, 4),
        "period": (date(2026, 1, 1), date(2026, 12, 31)),
        "currency": currency,
        "seller": SELLER,
        "buyer": BUYER,
        "lines": lines,
        "totals": add_up(lines),
        "payment_reference": "RF18202600001",
        "exemption": exemption,
        "note": "Contribution",
    }
    return Document(**{**given, **others})


STANDARD = ("Membership", 1, 1_000_000, VatCategory.STANDARD, "25")
KINDS = {
    "domestic": document(STANDARD),
    "reverse charge": document(("M", 1, 1_000_000, VatCategory.REVERSE_CHARGE, "0"), exemption="Reverse charge"),
    "exempt": document(("M", 1, 1_000_000, VatCategory.EXEMPT, "0"), exemption="Exempt under article 132"),
    "zero": document(("M", 1, 1_000_000, VatCategory.ZERO, "0")),
    "out of scope": document(("M", 1, 1_000_000, VatCategory.OUT_OF_SCOPE, "0"), exemption="Outside the scope"),
    "three rates": document(
        STANDARD, ("Book", 3, 3333, VatCategory.STANDARD, "15"), ("Food", 7, 1, VatCategory.STANDARD, "12")
    ),
    "rounding": document(*[("Piece", 1, 10 + n, VatCategory.STANDARD, "25") for n in range(7)]),
    "kronur": document(("M", 2, 1_500_000, VatCategory.STANDARD, "24"), currency="ISK"),
    "credit note": document(STANDARD, is_credit_note=True, number="NSC-C-2026-0001", credits_number="NSC-2026-0001"),
    "no order number": document(STANDARD, buyer=replace(BUYER, order_reference="", vat_number="")),
}


@pytest.mark.each_value
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_passes_schema_and_rules(kind):
    ubl = to_ubl(KINDS[kind])
    assert validate_xsd(ubl) == (True, [])
    assert [str(finding) for finding in check_rules(ubl) if finding.severity == "fatal"] == []


def names_of(ubl):
    return {finding.rule_id for finding in check_rules(ubl) if finding.severity == "fatal"}


def test_wrong_sums_and_categories_are_refused_by_the_name_of_their_rule():
    good = KINDS["domestic"]
    totals = good.totals
    wrong_total = replace(totals, net_minor=totals.net_minor + 100)
    assert "BR-CO-10" in names_of(to_ubl(replace(good, totals=wrong_total)))
    band = VatBand(VatCategory.STANDARD, Decimal("25"), totals.net_minor, totals.vat_minor + 500)
    assert {"BR-CO-14", "BR-CO-17"} <= names_of(to_ubl(replace(good, totals=replace(totals, bands=(band,)))))
    assert "BR-16" in names_of(to_ubl(replace(good, lines=())))
    assert "BR-AE-10" in names_of(to_ubl(replace(KINDS["reverse charge"], exemption="")))
    assert "BR-S-05" in names_of(to_ubl(document(("M", 1, 100, VatCategory.STANDARD, "0"))))
    mixed = document(STANDARD, ("M", 1, 100, VatCategory.OUT_OF_SCOPE, "0"), exemption="Outside")
    assert "BR-O-11" in names_of(to_ubl(mixed))


@pytest.mark.parametrize(
    ("changed", "broken"),
    [
        ({}, []),
        ({"buyer_reference": ""}, []),
        ({"buyer_reference": " ", "order_reference": ""}, ["PEPPOL-EN16931-R003"]),
        ({"electronic_address": ""}, ["PEPPOL-EN16931-R010"]),
        ({"address_scheme": ""}, ["PEPPOL-EN16931-R010"]),
        ({"name": ""}, ["BR-07"]),
        ({"country": ""}, ["BR-11"]),
    ],
)
def test_a_buyer_without_what_an_e_invoice_needs_names_the_rule(changed, broken):
    assert missing_of_buyer(replace(BUYER, **changed)) == broken


@pytest.mark.parametrize(
    ("changed", "broken"),
    [
        ({}, []),
        ({"electronic_address": " "}, ["PEPPOL-EN16931-R020"]),
        ({"name": ""}, ["BR-06"]),
        ({"iban": ""}, ["BR-50"]),
        ({"vat_number": "", "registration_number": ""}, ["BR-CO-26"]),
    ],
)
def test_a_seller_without_what_an_e_invoice_needs_names_the_rule(changed, broken):
    assert missing_of_seller(replace(SELLER, **changed)) == broken


def test_what_people_typed_is_text_and_the_references_stand_where_machines_look():
    root = etree.fromstring(to_ubl(KINDS["domestic"]))
    find = lambda path: root.findtext(path, namespaces={k: v for k, v in root.nsmap.items() if k})  # noqa: E731
    assert find("cbc:BuyerReference") == "Beredskap"
    assert find("cac:OrderReference/cbc:ID") == "PO-7"
    assert find("cac:AccountingCustomerParty/cac:Party/cac:PartyName/cbc:Name") == "Nordvik kommune & <kultur>"
    assert find("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID") == "DK5000400440116243"
    assert find("cac:LegalMonetaryTotal/cbc:PayableAmount") == "12500.00"
