"""Sums of money: whole minor units (øre, cent, aurar) with an ISO 4217 currency. Never a float.

The models keep `<name>_minor` (BigIntegerField) and a currency beside it; SQLite would store decimals as floats.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from babel.numbers import format_currency, get_currency_precision
from django.utils.translation import gettext_lazy as _

from portal.core.errors import Refused
from portal.core.texts import babel_locale

CURRENCIES = ("DKK", "NOK", "SEK", "ISK", "EUR")
NO_BREAK_SPACE = "\u00a0"


class NotASum(Refused):
    message = _("Write the sum as a number, for example 25 000 or 25000.50.")


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """A sum: `minor` whole minor units of `currency`. Sums of different currencies never mix (ValueError)."""

    minor: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other)

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up")
        return other.minor

    @property
    def major(self) -> Decimal:
        """The sum in whole units (kroner, euro) as an exact decimal."""
        return Decimal(self.minor).scaleb(-get_currency_precision(self.currency))

    def __str__(self) -> str:
        """As read in the active language, without decimals where there are none: `DKK 25,000`.

        A no-break space stands between currency and figure, so that a line never ends between them.
        """
        whole = self.major == self.major.to_integral_value()
        return format_currency(
            self.major,
            self.currency,
            format=f"¤¤{NO_BREAK_SPACE}#,##0" if whole else f"¤¤{NO_BREAK_SPACE}#,##0.00",
            locale=babel_locale(),
            currency_digits=False,
        )


def parse_money(text: str, currency: str) -> Money:
    """A sum as a person types it: spaces, thin spaces, `25.000,50` and `25,000.50` alike. Raises NotASum."""
    cleaned = (
        re.sub(r"[\s\u00a0\u202f'’]", "", str(text)).upper().replace(currency, "").replace("KR.", "").replace("KR", "")
    )
    cleaned = cleaned.replace("€", "").removesuffix(",-").removesuffix(".-")
    if not re.fullmatch(r"-?[0-9][0-9.,]*", cleaned):
        raise NotASum()
    last = max(cleaned.rfind("."), cleaned.rfind(","))
    if last >= 0:
        decimals = len(cleaned) - last - 1
        thousands = decimals == 3 or cleaned.count(cleaned[last]) > 1
        whole = re.sub(r"[.,]", "", cleaned if thousands else cleaned[:last])
        cleaned = whole if thousands else f"{whole}.{cleaned[last + 1 :]}"
    try:
        amount = Decimal(cleaned)
    except InvalidOperation:
        raise NotASum() from None
    minor = amount.scaleb(get_currency_precision(currency))
    if minor != minor.to_integral_value():
        raise NotASum()
    return Money(int(minor), currency)
