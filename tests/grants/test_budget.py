"""The arithmetic of budgets and of what funds hold."""

import pytest

from grants.actions.funds import update_fund
from grants.domain.budget import add_up, read_lines, unread_sums
from grants.errors import FundCommitted, SumNotSound
from grants.queries.money import position_of
from portal.core.clock import now
from portal.core.money import Money
from tests.factories.grants import ANSWERS, CallFactory, FundFactory, announced, decided
from tests.factories.people import ManagerFactory
from tests.support.values import for_each


def line(sum, source="sought", text="Room", kind="venue"):
    return {"id": "r1", "sum": sum, "source": source, "text": text, "kind": kind}


def test_sums_are_added_by_source_in_whole_oere():
    totals = add_up(ANSWERS["budget"], "NOK")
    assert totals.sought == Money(400_000_00, "NOK")
    assert totals.own == Money(50_000_50, "NOK")
    assert totals.in_kind == Money(100_000_00, "NOK")
    assert totals.total == Money(550_000_50, "NOK")
    assert totals.co_funding_percent == 27


def test_a_tenth_ten_times_is_one():
    totals = add_up([line("0,10") for _ in range(10)], "EUR")
    assert totals.sought == Money(100, "EUR")


def test_icelandic_kronur_have_no_minor_unit():
    assert add_up([line("1.250.000")], "ISK").sought == Money(1_250_000, "ISK")


@pytest.mark.parametrize("sum", ["about 5000", "-200", "12 thousand", "٣٠٠"])
def test_a_sum_that_cannot_be_read_is_in_no_total_and_is_counted(sum):
    totals = add_up([line(sum), line("100")], "NOK")
    assert totals.sought == Money(100_00, "NOK")
    assert totals.unread == 1


def test_a_line_with_words_but_no_sum_is_unread_and_an_empty_one_is_not():
    assert add_up([line("", text="Coach")], "NOK").unread == 1
    assert add_up([line("", text="")], "NOK").unread == 0


def test_every_line_that_cannot_be_read_is_counted():
    lines = [line("", text="Coach"), line("much"), line("", text="Bus"), line("more"), line("100")]
    assert add_up(lines, "NOK").unread == 4


# What is sought, own, other and in kind, in kroner; the whole, and the share of co-funding in per cent.
@for_each(
    "sums, total, percent",
    [
        (("1000", "", "", ""), 1000, 0),
        (("", "100", "30", "7"), 137, 100),
        (("500", "100", "300", "100"), 1000, 50),
        (("670", "0", "330", "0"), 1000, 33),
        (("999", "0", "0", "1"), 1000, 0),
        (("0", "0", "0", "0"), 0, 0),
    ],
)
def test_the_whole_is_all_four_sources_and_co_funding_three(sums, total, percent):
    sources = ("sought", "own", "other", "in_kind")
    totals = add_up([line(sum, source) for sum, source in zip(sums, sources, strict=True)], "NOK")
    assert totals.total == Money(total * 100, "NOK")
    assert totals.co_funding_percent == percent


def test_the_least_sum_there_is_has_a_share_too():
    assert add_up([line("0,01", "own")], "NOK").co_funding_percent == 100


@for_each("sum, currency, is_read", [("0,50", "NOK", True), ("0,50", "ISK", False), (" ", "ISK", True)])
def test_a_sum_is_read_in_the_currency_of_the_call(sum, currency, is_read):
    assert list(unread_sums([line(sum)], currency)) == ([] if is_read else ["r1"])


def test_a_line_of_nothing_is_read_as_nothing():
    totals = add_up([line("0"), line("100")], "NOK")
    assert totals.unread == 0
    assert totals.sought == Money(100_00, "NOK")


def test_a_line_from_an_unknown_source_counts_as_sought():
    assert add_up([line("100", source="<script>")], "NOK").sought == Money(100_00, "NOK")


def test_an_empty_budget_comes_to_nothing():
    assert add_up([], "DKK").co_funding_percent == 0


def test_a_budget_line_says_its_kind_and_source_in_words():
    lines, _unread = read_lines([line("5", source="own", text="Hall"), line("5", source="?", kind="?")], "DKK")
    assert (lines[0].text, str(lines[0].sum).replace("\u00a0", " ")) == ("Hall", "DKK 5")
    assert [str(lines[0].kind_label), str(lines[0].source_label)] == ["Rooms and equipment", "Own funds"]
    assert [lines[1].kind_label, lines[1].source_label] == ["?", "?"]


@pytest.mark.django_db
def test_a_position_counts_offered_awards_of_the_call_and_all_awards_of_the_fund():
    fund = FundFactory(sum_minor=1_000_000_00)
    one, other = CallFactory(fund=fund, closed=True, budget_minor=900_000_00), CallFactory(fund=fund, closed=True)
    announced(one)
    decided(other, kind="award_part", sum=Money(100_000_00, "NOK"))
    position = position_of(one)
    assert position.awarded == Money(400_000_00, "NOK")
    assert position.left == Money(500_000_00, "NOK")
    assert position.fund_left == Money(500_000_00, "NOK")
    assert position.can_give == Money(500_000_00, "NOK")


@pytest.mark.django_db
def test_a_fund_is_lowered_to_what_it_has_awarded_and_no_further():
    fund, manager = FundFactory(), ManagerFactory()
    decided(CallFactory(fund=fund, closed=True), kind="award_part", sum=Money(100_000_00, "NOK"))
    with pytest.raises(FundCommitted, match="has already been awarded"):
        update_fund(fund=fund, by=manager, at=now(), sum_minor=100_000_00 - 1)
    assert update_fund(fund=fund, by=manager, at=now(), sum_minor=100_000_00).sum_minor == 100_000_00


@pytest.mark.django_db
def test_nothing_is_no_award_even_where_the_smallest_award_is_nothing():
    with pytest.raises(SumNotSound, match="more than zero"):
        decided(CallFactory(smallest_minor=0), kind="award_part", sum=Money(0, "NOK"))
