"""Sums and currencies that the API takes: a choice of its currencies, with the least that can be charged in each."""

from tests.support.stripe.wire import Refused

# In the smallest unit, from docs.stripe.com/currencies. ISK counts hundredths that must be nought.
LEAST = {"eur": 50, "sek": 300, "nok": 300, "dkk": 250, "isk": 100, "gbp": 30, "usd": 50, "chf": 50, "pln": 200}
MAX_AMOUNT = 99_999_999


def currency_of(given: str, param: str) -> str:
    """In lower case, as the API stores it."""
    if given.lower() not in LEAST:
        supported = ", ".join(LEAST)
        raise Refused(f"Invalid currency: {given.lower()}. Stripe currently supports these currencies: {supported}",
                      param=param, checked=True)  # fmt: skip
    return given.lower()


def check_amount(amount: int, currency: str, param: str | None) -> None:
    """Refuses what is too little, too much, or not whole in a currency without hundredths."""
    if amount < LEAST[currency]:
        raise Refused(f"The amount due must add up to at least {LEAST[currency]} {currency}.",
                      code="amount_too_small", param=param, checked=True)  # fmt: skip
    if amount > MAX_AMOUNT:
        raise Refused(f"The amount due must be no more than {MAX_AMOUNT} {currency}.",
                      code="amount_too_large", param=param, checked=True)  # fmt: skip
    if currency == "isk" and amount % 100:
        raise Refused("Invalid amount: isk has no hundredths.", code="parameter_invalid_integer",
                      param=param, checked=True)  # fmt: skip
