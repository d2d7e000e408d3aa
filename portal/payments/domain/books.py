"""Double entry: what the accounts hold for one invoice, as a function of what happened and of nothing else.

The books follow the facts and not the order in which they became known: what is posted is always the difference
between what the accounts should hold by now and what was posted before, so repeated and late news end in the same
books. Debit is positive, credit negative; the accounts of an invoice add up to zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Account(StrEnum):
    """What sums are held on. The numbers of the chart of accounts are settings (`PaymentTerms.account_numbers`)."""

    RECEIVABLE = "receivable"
    INCOME = "income"
    VAT = "vat"
    BANK = "bank"
    STRIPE = "stripe"
    BALANCE = "balance"
    OVERPAID = "overpaid"


class Method(StrEnum):
    """How money came or went: the account it is held on."""

    BANK = "bank"
    STRIPE = "stripe"
    BALANCE = "balance"


class Flow(StrEnum):
    """What moved: money came in, was given back, or was taken back by the payer's bank."""

    RECEIVED = "received"
    REFUNDED = "refunded"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of money about an invoice that stands (was not withdrawn); `amount_minor` is above zero."""

    flow: Flow
    method: Method
    amount_minor: int

    @property
    def signed_minor(self) -> int:
        """Above zero where we have more by it."""
        return self.amount_minor if self.flow == Flow.RECEIVED else -self.amount_minor


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an issued invoice: its sums, what of them was credited, and every movement of money."""

    net_minor: int
    vat_minor: int
    credited_net_minor: int
    credited_vat_minor: int
    movements: tuple[Movement, ...]

    @property
    def due_minor(self) -> int:
        """What is asked for in all, after credit notes."""
        return self.net_minor + self.vat_minor - self.credited_net_minor - self.credited_vat_minor

    @property
    def paid_minor(self) -> int:
        """What we hold of it: came in, less what went back."""
        return sum(movement.signed_minor for movement in self.movements)

    @property
    def open_minor(self) -> int:
        """What is still to be paid."""
        return max(self.due_minor - self.paid_minor, 0)

    @property
    def overpaid_minor(self) -> int:
        """What the city has with us beyond what was asked for."""
        return max(self.paid_minor - self.due_minor, 0)


def balances(facts: Facts) -> dict[Account, int]:
    """What each account should hold for an invoice. Adds up to zero."""
    held = {
        Account.RECEIVABLE: facts.open_minor,
        Account.OVERPAID: -facts.overpaid_minor,
        Account.INCOME: facts.credited_net_minor - facts.net_minor,
        Account.VAT: facts.credited_vat_minor - facts.vat_minor,
    }
    for method in Method:
        moved = [movement.signed_minor for movement in facts.movements if movement.method == method]
        held[Account(method.value)] = sum(moved)
    return {account: sum_ for account, sum_ in held.items() if sum_}


def difference(wanted: Mapping[Account, int], posted: Mapping[Account, int]) -> dict[Account, int]:
    """What to post, so that the accounts hold what they should: empty where they do. Adds up to zero, as both do."""
    lines = {account: wanted.get(account, 0) - posted.get(account, 0) for account in {*wanted, *posted}}
    return {account: lines[account] for account in sorted(lines) if lines[account]}


def adds_up(lines: Iterable[int]) -> bool:
    """Whether an entry of the journal balances."""
    return sum(lines) == 0
