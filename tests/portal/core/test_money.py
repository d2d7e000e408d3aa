"""Sums as people write them: every way of writing in every currency, and what is refused in words."""

from itertools import product

import pytest
from django.utils.translation import override

from portal.core.money import (
    CURRENCIES,
    MAX_MINOR,
    ForeignCurrency,
    Money,
    NotASum,
    SumTooLarge,
    UnclearSum,
    parse_money,
)
from tests.support.values import for_each

KRONER = ("DKK", "NOK", "SEK", "ISK")
# Written, and how many whole units it is: one mark between all groups of three, or none.
SPACES = (" ", "\u00a0", "\u202f", "\u2009", "\u2007", "\u2002", "\u3000", "\t")
WHOLE = [
    *((f"25{mark}000", 25_000) for mark in (*SPACES, "'", "’", "′", ".", ",")),
    *((f"1{mark}234{mark}567", 1_234_567) for mark in (*SPACES, "'", "’", ".", ",")),
    ("0", 0),
    ("7", 7),
    ("333", 333),
    ("25000", 25_000),
    ("250 000", 250_000),
    ("10000000000", 10**10),
]
# What may stand around a number: before it, after it, in which currencies.
AROUND = [
    ("", "", CURRENCIES),
    (" ", "\n", CURRENCIES),
    ("\u200e", "\u2069", CURRENCIES),
    ("", ",-", CURRENCIES),
    ("", ".-", CURRENCIES),
    ("", ":-", CURRENCIES),
    ("", ",–", CURRENCIES),
    ("", ",—", CURRENCIES),
    ("", ":−", CURRENCIES),
    ("", " ,-", CURRENCIES),
    ("kr ", "", KRONER),
    ("kr", "", KRONER),
    ("Kr. ", "", KRONER),
    ("kr.", ",-", KRONER),
    ("", " kr", KRONER),
    ("", "kr.", KRONER),
    ("", " KR", KRONER),
    ("", ":- kr", KRONER),
    ("", " kr,-", KRONER),
    ("", " kroner", ("DKK", "NOK")),
    ("", " kronor", ("SEK",)),
    ("", " krónur", ("ISK",)),
    ("", " DKr", ("DKK",)),
    ("Dkr. ", "", ("DKK",)),
    ("Nkr ", "", ("NOK",)),
    ("", " SKr", ("SEK",)),
    ("", " íkr.", ("ISK",)),
    ("€", "", ("EUR",)),
    ("€ ", "", ("EUR",)),
    ("", " €", ("EUR",)),
    ("", " euro", ("EUR",)),
    ("", " euroa", ("EUR",)),
    *((f"{code} ", "", (code,)) for code in CURRENCIES),
    ("", ",--", CURRENCIES),
    ("", " kr.,-", KRONER),
    ("kr: ", "", KRONER),
    ("D.kr. ", "", ("DKK",)),
    ("", " norske kroner", ("NOK",)),
    ("", " danske kr.", ("DKK",)),
    ("", " svenska kronor", ("SEK",)),
    ("", " íslenskar krónur", ("ISK",)),
    ("", " kro\u0301nur", ("ISK",)),
    ("", " Norjan kruunua", ("NOK",)),
    ("\u202b", "\u202c", CURRENCIES),
    ("\ufeff", "\u200b", CURRENCIES),
    *(("", f" {code}.", (code,)) for code in CURRENCIES),
    *((f"{code}: ", "", (code,)) for code in CURRENCIES),
    *(("", f"\u00a0{code.lower()}", (code,)) for code in CURRENCIES),
    *((f"{code} ", ",-", (code,)) for code in CURRENCIES),
]
READ = [
    (f"{before}{written}{after}", currency, whole)
    for (written, whole), (before, after, currencies) in product(WHOLE, AROUND)
    for currency in currencies
]
DECIMALS = [
    ("7,5", 750),
    ("7.5", 750),
    ("7,50", 750),
    ("0,05", 5),
    ("0.1", 10),
    ("25000,50", 2_500_050),
    ("25 000,50", 2_500_050),
    ("25\u202f000.50", 2_500_050),
    ("25.000,50", 2_500_050),
    ("25,000.50", 2_500_050),
    ("25'000.50", 2_500_050),
    ("1.234.567,8", 123_456_780),
    ("1,234,567.89", 123_456_789),
]
UNCLEAR = [
    *("25000,505", "33333,333", "0,333", "0.333", "1.000.00", "2.500.0", "1,000,00", "1.2.3", "12.345,6789"),
    *("25 000,000", "1.234 567", "1 234.567", "25 00", "2 5000", "1 2", "0 333", "00.333", "1'00", "1234.567"),
    *("1234 567", "25,00.0", "1,23,456", "1.234.56", "1.234,567", "1..5", "1,.5", "25  000", "1 . 5", "000,000"),
    *("0 500", "01.000", "1 000.000,00", "25.000.00", "1'000.000", "25.0000", "1.000.000.50", "007.000", "0,000"),
]
NO_NUMBER = [
    *("", " ", "many", "1-2", "--", "1e5", "٣", "٢٥٠٠٠", "２５０００", "25²", "½", "0x10", "25000.", "25000,", ".5"),
    *(",5", "25000 .", "25 000:00"),
    *("5 mio", "2,5 mill.", "25k", "25 tkr", "25 000 øre", "about 5000", "12 thousand", "(25 000)", "+25"),
    *("25:50", "25/3"),
    *("25%", "kr", "-", "NaN", "Infinity", "inf", "1_000", "25 000 or more", "<b>5</b>", "\x00", "5\x00", "1" * 61),
]  # fmt: skip
BELOW_ZERO = ["-5", "−5", "–5", "- 5", "kr -5", "kr −25 000", "-25 000,50", "-0"]
FOREIGN = [
    ("€", "euro"),
    ("$", "US$", "USD", "dollar"),
    ("£", "GBP", "pund"),
    ("CHF", "PLN", "zł", "JPY", "¥"),
    ("US $", "R$", "$US", "＄", "￡", "₽", "₴", "₿", "Kč", "yen", "pounds", "francs", "RUB"),
]
# Names of kroner that are not the kroner asked for.
NEIGHBOURS = {
    "DKK": ["Nkr", "SKr", "kronor", "norske kroner", "svenska kronor"],
    "NOK": ["DKr", "kronor", "danske kroner", "Tanskan kruunua"],
    "SEK": ["DKr", "Nkr.", "kroner", "norske kr"],
    "ISK": ["DKr", "kroner", "kronor", "danske kroner"],
    "EUR": ["kr", "kr.", "Kr", "kroner", "DKr", "kronor", "krónur", "norske kroner", "islandske kroner", "kruunua"],
}


@for_each("currency", CURRENCIES)
def test_a_whole_sum_is_read_in_every_way_people_write_it(currency):
    tried = [(typed, whole) for typed, of, whole in READ if of == currency]
    assert len(tried) > 500
    unit = 1 if currency == "ISK" else 100
    read = {typed: parse_money(typed, currency) for typed, _whole in tried}
    assert read == {typed: Money(whole * unit, currency) for typed, whole in tried}


@for_each("currency", ["DKK", "NOK", "SEK", "EUR"])
@for_each(("typed", "minor"), DECIMALS)
def test_a_decimal_part_has_at_most_the_digits_of_the_currency(typed, minor, currency):
    for before, after in [("", ""), (f"{currency} ", ""), ("", f" {currency}")]:
        assert parse_money(before + typed + after, currency) == Money(minor, currency)
    with pytest.raises(UnclearSum):
        parse_money(typed, "ISK")


@for_each("currency", CURRENCIES)
@for_each("typed", UNCLEAR)
def test_what_can_be_read_in_more_than_one_way_is_asked_and_never_guessed(typed, currency):
    for written in (typed, f"{currency} {typed}", f"{typed} {currency}"):
        with pytest.raises(UnclearSum, match="Did you mean") as refusal:
            parse_money(written, currency)
        assert 1 <= len(refusal.value.readings) <= 2


def test_the_question_offers_the_readings():
    with override("en"), pytest.raises(UnclearSum) as refusal:
        parse_money("33333,333", "NOK")
    assert str(refusal.value).replace("\u00a0", " ").endswith("Did you mean NOK 33,333,333 or NOK 33,333.33?")


@for_each("typed", NO_NUMBER)
def test_what_is_no_sum_is_refused_in_words(typed):
    for currency in CURRENCIES:
        with pytest.raises(NotASum, match="number"):
            parse_money(typed, currency)


@for_each("typed", BELOW_ZERO)
def test_a_sum_below_zero_is_refused_in_words(typed):
    with pytest.raises(NotASum, match="less than zero"):
        parse_money(typed, "NOK")


@for_each("currency", CURRENCIES)
def test_another_currency_is_refused_by_its_name(currency):
    names = [name for group in FOREIGN for name in group if not (currency == "EUR" and name in ("€", "euro"))]
    names += [code for code in CURRENCIES if code != currency]
    names += NEIGHBOURS[currency]
    for name, pattern in product(names, ("{} 20 000", "20 000 {}", "{}20000", "20000{},-")):
        with pytest.raises(ForeignCurrency) as refusal:
            parse_money(pattern.format(name), currency)
        assert f"“{name}”" in str(refusal.value)
        assert currency in str(refusal.value)


@for_each("currency", CURRENCIES)
def test_every_sum_has_a_bound(currency):
    most = Money(MAX_MINOR, currency)
    assert parse_money(f"{most.major:f}", currency) == most
    for typed in (f"{most.major + 1:f}", "4512345678901234567", "9" * 20, "9" * 60, f"{'9' * 20},5"):
        with pytest.raises(SumTooLarge, match="too large"):
            parse_money(typed, currency)
    assert MAX_MINOR * 60 * 1000 < 2**63


@for_each("currency", CURRENCIES)
@for_each("language", ["en", "da", "nb", "sv", "fi", "is"])
def test_a_sum_is_read_back_as_it_is_shown(currency, language):
    """What the site writes, in each language, can be typed again; so can what forms are filled with."""
    with override(language):
        for minor in (0, 1, 50, 99, 100, 12_345, 100_000, 2_500_050, 123_456_789, MAX_MINOR):
            money = Money(minor, currency)
            assert parse_money(str(money), currency) == money
            assert parse_money(f"{money.major:f}", currency) == money


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


@for_each("language", ["en", "da", "nb", "sv", "fi", "is"])
def test_no_line_ends_inside_a_sum(language):
    with override(language):
        assert " " not in str(Money(123_456_750, "DKK"))


@pytest.mark.parametrize("currency", ["NOK", "EUR", "ISK"])
@pytest.mark.parametrize("minor", [0, 1, 50, 100, 123_456, 4_000_000, 30_000_000_000])
def test_a_sum_in_a_form_is_read_back_as_it_was(currency, minor):
    assert parse_money(Money(minor, currency).typed, currency) == Money(minor, currency)


def test_a_sum_stands_in_a_form_as_people_type_it():
    assert [Money(minor, "NOK").typed for minor in (4_000_000, 4_000_050)] == ["40 000", "40 000,50"]
