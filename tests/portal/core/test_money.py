import pytest
from django.utils.translation import override

from portal.core.money import Money, NotASum, parse_money


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("25000", "DKK", 2_500_000),
        ("25 000", "NOK", 2_500_000),
        ("25\u00a0000,50", "NOK", 2_500_050),
        ("25.000,50", "DKK", 2_500_050),
        ("25,000.50", "EUR", 2_500_050),
        ("25.000", "DKK", 2_500_000),
        ("1.234.567", "DKK", 123_456_700),
        ("kr 25 000,-", "NOK", 2_500_000),
        ("€ 10", "EUR", 1_000),
        ("DKK 7,5", "DKK", 750),
        ("250000", "ISK", 250_000),
    ],
)
def test_a_sum_is_understood_as_people_write_it(typed, currency, minor):
    assert parse_money(typed, currency) == Money(minor, currency)


@pytest.mark.parametrize("typed", ["", "many", "1-2", "--", "12.345,6789", "1e5", "٣", "12,5 ISK"])
def test_what_is_no_sum_is_refused_in_words(typed):
    with pytest.raises(NotASum, match="number"):
        parse_money(typed, "ISK" if "ISK" in typed else "DKK")


def test_sums_of_two_currencies_never_mix():
    with pytest.raises(ValueError, match="do not add up"):
        Money(1, "DKK") + Money(1, "NOK")


def test_sums_add_subtract_and_compare():
    assert Money(150, "EUR") + Money(50, "EUR") == Money(200, "EUR")
    assert Money(150, "EUR") - Money(50, "EUR") == Money(100, "EUR")
    assert Money(1, "EUR") < Money(2, "EUR") <= Money(2, "EUR")


def test_a_sum_reads_as_its_readers_write_it():
    with override("nb"):
        assert str(Money(2_500_000, "NOK")) == "NOK\u00a025\u00a0000"
    with override("en"):
        assert str(Money(2_500_050, "DKK")) == "DKK\u00a025,000.50"


@pytest.mark.parametrize("language", ["en", "da", "nb", "sv", "fi", "is"])
def test_no_line_ends_inside_a_sum(language):
    with override(language):
        assert " " not in str(Money(123_456_750, "DKK"))
