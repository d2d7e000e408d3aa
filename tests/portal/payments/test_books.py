"""Double entry: the books follow what happened and not the order in which it became known."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.payments.domain.books import Account, Facts, Flow, Method, Movement, balances, difference

MOVEMENTS = st.builds(
    Movement,
    flow=st.sampled_from(Flow),
    method=st.sampled_from(Method),
    amount_minor=st.integers(1, 3_000_000),
)
FACTS = st.builds(
    Facts,
    net_minor=st.integers(1, 2_000_000),
    vat_minor=st.integers(0, 500_000),
    credited_net_minor=st.just(0),
    credited_vat_minor=st.just(0),
    movements=st.lists(MOVEMENTS, max_size=8).map(tuple),
)


@settings(max_examples=300)
@given(FACTS)
def test_the_accounts_of_an_invoice_add_up_to_zero(facts):
    assert sum(balances(facts).values()) == 0


@settings(max_examples=300)
@given(FACTS, FACTS)
def test_what_is_posted_leads_from_any_books_to_those_that_should_be_and_adds_up_too(before, after):
    posted = balances(before)
    lines = difference(balances(after), posted)

    assert sum(lines.values()) == 0
    reached = {account: posted.get(account, 0) + lines.get(account, 0) for account in {*posted, *lines}}
    assert {account: held for account, held in reached.items() if held} == balances(after)
    assert difference(balances(after), balances(after)) == {}


def invoice_of(*movements, credited=False):
    return Facts(1_000_000, 250_000, 1_000_000 if credited else 0, 250_000 if credited else 0, movements)


@pytest.mark.parametrize(
    ("movements", "credited", "held"),
    [
        ([], False, {Account.RECEIVABLE: 1_250_000, Account.INCOME: -1_000_000, Account.VAT: -250_000}),
        ([], True, {}),
        (
            [(Flow.RECEIVED, Method.BANK, 400_000)],
            False,
            {Account.RECEIVABLE: 850_000, Account.BANK: 400_000, Account.INCOME: -1_000_000, Account.VAT: -250_000},
        ),
        (
            [(Flow.RECEIVED, Method.BANK, 1_300_000)],
            False,
            {Account.BANK: 1_300_000, Account.OVERPAID: -50_000, Account.INCOME: -1_000_000, Account.VAT: -250_000},
        ),
        (
            [(Flow.RECEIVED, Method.STRIPE, 1_250_000), (Flow.DISPUTED, Method.STRIPE, 1_250_000)],
            False,
            {Account.RECEIVABLE: 1_250_000, Account.INCOME: -1_000_000, Account.VAT: -250_000},
        ),
        (
            [(Flow.RECEIVED, Method.BANK, 1_250_000)],
            True,
            {Account.BANK: 1_250_000, Account.OVERPAID: -1_250_000},
        ),
        (
            [(Flow.RECEIVED, Method.BANK, 1_250_000), (Flow.REFUNDED, Method.BANK, 1_250_000)],
            True,
            {},
        ),
    ],
)
def test_each_thing_that_happens_ends_on_the_accounts_where_finance_looks_for_it(movements, credited, held):
    facts = invoice_of(*(Movement(*movement) for movement in movements), credited=credited)
    assert balances(facts) == held


def test_the_order_in_which_movements_became_known_does_not_matter():
    movements = [Movement(Flow.RECEIVED, Method.BANK, 100 * n) for n in range(1, 6)]
    shuffled = random.Random(7).sample(movements, len(movements))
    assert balances(invoice_of(*movements)) == balances(invoice_of(*shuffled))
