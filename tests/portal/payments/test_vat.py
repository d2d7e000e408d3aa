"""VAT by category and rate, rounded once for each."""

from decimal import Decimal

import pytest

from portal.payments.domain.iban import is_iban, payment_reference
from portal.payments.domain.vat import Line, VatCategory, add_up, number_errors, rate_errors, vat_of


def line(unit, quantity=1, category=VatCategory.STANDARD, rate="25"):
    return Line("Something", quantity, unit, category, Decimal(rate))


def test_vat_is_rounded_once_a_rate_and_not_line_by_line():
    totals = add_up([line(10), line(10), line(10)])  # 2.5 øre each, 7.5 together
    assert (totals.net_minor, totals.vat_minor, totals.total_minor) == (30, 8, 38)


def test_each_rate_has_a_band_of_its_own():
    totals = add_up([line(1000), line(1000, rate="15"), line(1000, rate="12"), line(500, 2)])
    assert [(band.rate, band.base_minor, band.vat_minor) for band in totals.bands] == [
        (Decimal("12"), 1000, 120),
        (Decimal("15"), 1000, 150),
        (Decimal("25"), 2000, 500),
    ]
    assert totals.total_minor == 4000 + 770


@pytest.mark.parametrize(("base", "vat"), [(2, 1), (-2, -1), (1, 0), (0, 0)])
def test_half_is_rounded_away_from_zero(base, vat):
    assert vat_of(base, Decimal("25")) == vat


@pytest.mark.parametrize(
    ("category", "rate", "reason", "broken"),
    [
        ("S", "25", "", []),
        ("S", "0", "", ["BR-S-05"]),
        ("AE", "0", "Reverse charge", []),
        ("AE", "25", "Reverse charge", ["BR-AE-05"]),
        ("E", "0", "", ["BR-E-10"]),
        ("Z", "5", "", ["BR-Z-05"]),
        ("O", "0", " ", ["BR-O-10"]),
    ],
)
def test_a_rate_that_a_category_does_not_allow_names_its_rule(category, rate, reason, broken):
    assert rate_errors(VatCategory(category), Decimal(rate), reason) == broken


def test_vat_numbers_are_asked_for_where_the_category_needs_them():
    assert number_errors(VatCategory.OUT_OF_SCOPE, "", "") == []
    assert number_errors(VatCategory.STANDARD, "", "") == ["BR-S-02"]
    assert number_errors(VatCategory.REVERSE_CHARGE, "DK12345674", "") == ["BR-AE-02"]


def test_an_iban_is_known_by_its_check_digits():
    assert is_iban("DK50 0040 0440 1162 43")
    assert not is_iban("DK50 0040 0440 1162 34")
    assert not is_iban("50 0040 0440 1162 43 00")
    assert not is_iban("")


def test_the_reference_of_a_payment_has_check_digits_that_a_bank_accepts():
    reference = payment_reference(42, 2026)
    assert reference.startswith("RF")
    assert reference.endswith("202600042")
    assert is_iban_like(reference)


def is_iban_like(reference):
    """ISO 11649 is checked as ISO 13616 is: modulo 97."""
    moved = reference[4:] + reference[:4]
    return int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1
