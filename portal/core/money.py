"""Sums of money: whole minor units (øre, cent, aurar) with an ISO 4217 currency. Never a float.

The models keep `<name>_minor` (BigIntegerField) and a currency beside it; SQLite would store decimals as floats.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_currency, get_currency_precision, is_currency
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.errors import Refused
from portal.core.texts import babel_locale

CURRENCIES = ("DKK", "NOK", "SEK", "ISK", "EUR")
NO_BREAK_SPACE = "\u00a0"

# The largest sum anybody can type, in minor units: a million million kroner. A BIGINT holds ninety thousand of them.
MAX_MINOR = 10**14
# Characters of a sum as it is typed, with its currency and its spaces. More is no sum.
MAX_LENGTH = 60

_CROWNS = ("DKK", "NOK", "SEK", "ISK")
# What people call a currency: folded, without spaces and full stops. Whoever writes `kr` means the kroner of the page.
CURRENCY_NAMES: dict[str, tuple[str, ...]] = {
    "kr": _CROWNS,
    "krone": ("DKK", "NOK"),
    "kroner": ("DKK", "NOK"),
    "krona": ("SEK", "ISK"),
    "króna": ("ISK", "DKK"),
    "krónur": ("ISK", "DKK"),
    "krónum": ("ISK", "DKK"),
    "kronor": ("SEK",),
    "kruunua": _CROWNS,
    "dkr": ("DKK",),
    "nkr": ("NOK",),
    "skr": ("SEK",),
    "ikr": ("ISK",),
    "íkr": ("ISK",),
    "€": ("EUR",),
    "euro": ("EUR",),
    "euros": ("EUR",),
    "euroa": ("EUR",),
    "evra": ("EUR",),
    "evrur": ("EUR",),
    "dollar": ("USD",),
    "dollars": ("USD",),
    "dollaria": ("USD",),
    "pund": ("GBP",),
    "pound": ("GBP",),
    "pounds": ("GBP",),
    "puntaa": ("GBP",),
    "franc": ("CHF",),
    "francs": ("CHF",),
    "frangia": ("CHF",),
    "yen": ("JPY",),
    "zł": ("PLN",),
    "zloty": ("PLN",),
    "kč": ("CZK",),
    "rubel": ("RUB",),
    "rubler": ("RUB",),
}
# Whose kroner are meant, where somebody says so.
CROWNS_OF = {
    "DKK": ("danske", "danska", "danskar", "tanskan", "danish"),
    "NOK": ("norske", "norska", "norskar", "norjan", "norwegian"),
    "SEK": ("svenske", "svenska", "sænskar", "ruotsin", "swedish"),
    "ISK": ("islandske", "isländska", "íslenskar", "islannin", "icelandic"),
}
CURRENCY_NAMES |= {
    f"{whose}{crowns}": (code,)
    for code, names in CROWNS_OF.items()
    for whose in names
    for crowns in ("kr", "krone", "kroner", "krona", "kronor", "krónur", "kruunua")
}
SAME_SIGN = str.maketrans(dict.fromkeys("’‘ʼ′´`", "'") | dict.fromkeys("−–—‒‐‑", "-"))  # noqa: RUF001
# A number with what may stand around it: a currency before or after it, a minus, the dash that stands for "no øre".
WRITTEN = re.compile(
    r"(?P<before>[^0-9\-+]*)(?P<minus>-?)\s?(?P<number>[0-9](?:[0-9 .,']*[0-9])?)"
    r"(?:\s?[:,.]-{1,2})?(?P<after>[^0-9]*?)(?:\s?[:,.]-{1,2})?"
)


class NotASum(Refused):
    message = gettext_lazy("Write the sum as a number, for example 25 000 or 25000.50.")


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

    @property
    def typed(self) -> str:
        """As people type it into a form: `40 000`, or `40 000,50`. `parse_money` reads it back."""
        return f"{self.major:,f}".replace(",", " ").replace(".", ",").removesuffix(",00")

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


class UnclearSum(NotASum):
    """Digits in groups that can be read in more than one way. `readings` are the sums it may mean."""

    def __init__(self, readings: Sequence[Money]) -> None:
        self.readings = tuple(readings)
        if len(self.readings) > 1:
            words = _("This sum can be read in two ways. Did you mean %(first)s or %(second)s?")
        else:
            words = _("The digits of this sum are grouped in an unusual way. Did you mean %(first)s?")
        super().__init__(words % {"first": self.readings[0], "second": self.readings[-1]})


class ForeignCurrency(NotASum):
    """A sum written with the name or sign of another currency than the one asked for."""

    def __init__(self, name: str, currency: str) -> None:
        words = _("Write the sum in %(currency)s. “%(name)s” stands for another currency.")
        super().__init__(words % {"currency": currency, "name": name})


class SumTooLarge(NotASum):
    """A sum above `MAX_MINOR`."""

    def __init__(self, currency: str) -> None:
        words = _("This sum is too large. The most that can be written here is %(most)s.")
        super().__init__(words % {"most": Money(MAX_MINOR, currency)})


def parse_money(text: str, currency: str) -> Money:
    """A sum as a person types it: `25 000`, `kr 25.000,50`, `25,000.50 EUR`, `25 000:-`. Nothing is guessed.

    Thousands stand in groups of exactly three digits after a first group of one to three, without a leading zero and
    with one separator throughout (a space of any width, an apostrophe, a point or a comma); a decimal part has at most
    the digits of the currency. Raises NotASum: UnclearSum with the readings it may have, ForeignCurrency, SumTooLarge.
    """
    shown = unicodedata.normalize("NFC", str(text)[:MAX_LENGTH])
    typed = "".join(sign for sign in shown if unicodedata.category(sign) != "Cf").strip()
    typed = re.sub(r"\s", " ", typed.translate(SAME_SIGN))
    found = None if len(str(text)) > MAX_LENGTH else WRITTEN.fullmatch(typed)
    if found is None:
        raise NotASum()
    for name in (found["before"], found["after"]):
        _check_currency(name.strip(), currency)
    if found["minus"]:
        raise NotASum(_("The sum can’t be less than zero."))
    groups, marks = re.split(r"[ .,']", found["number"]), re.findall(r"[ .,']", found["number"])
    decimals = get_currency_precision(currency)
    if not marks or _are_thousands(groups, marks):
        return _bounded("".join(groups), "", currency)
    if marks[-1] in ".," and 1 <= len(groups[-1]) <= decimals and marks[-1] not in marks[:-1]:
        if len(groups) == 2 or _are_thousands(groups[:-1], marks[:-1]):
            return _bounded("".join(groups[:-1]), groups[-1], currency)
    raise UnclearSum(_readings(groups, marks, currency))


def _are_thousands(groups: list[str], marks: list[str]) -> bool:
    """Whether digits stand in groups as thousands do: `1`, `234`, `567` with one mark between all of them."""
    first = len(set(marks)) == 1 and 1 <= len(groups[0]) <= 3 and not groups[0].startswith("0")
    return first and all(len(group) == 3 for group in groups[1:])


def _readings(groups: list[str], marks: list[str], currency: str) -> list[Money]:
    """What digits grouped in a way nobody can be sure of may mean: all of them whole, or the last ones a decimal part,
    rounded to what the currency has."""
    whole = _bounded("".join(groups), "", currency)
    if marks[-1] not in ".,":
        return [whole]
    unit = Decimal(1).scaleb(-get_currency_precision(currency))
    rounded = Decimal(f"{''.join(groups[:-1])}.{groups[-1]}").quantize(unit, ROUND_HALF_UP)
    split = Money(int(rounded.scaleb(get_currency_precision(currency))), currency)
    return [whole] if split == whole else [whole, split]


def _bounded(whole: str, decimals: str, currency: str) -> Money:
    digits = whole.lstrip("0") + decimals.ljust(get_currency_precision(currency), "0")
    minor = int(digits or "0") if len(digits) <= len(str(MAX_MINOR)) else MAX_MINOR + 1
    if minor > MAX_MINOR:
        raise SumTooLarge(currency)
    return Money(minor, currency)


def _check_currency(name: str, currency: str) -> None:
    """Raises ForeignCurrency or NotASum where what stands beside the number is no name of this currency."""
    if not name:
        return
    key = re.sub(r"[\s.:]", "", unicodedata.normalize("NFKC", name).casefold())
    meant = CURRENCY_NAMES.get(key) or _currency_code(key)
    if currency in meant:
        return
    if meant or any(unicodedata.category(sign) == "Sc" for sign in key):
        raise ForeignCurrency(name, currency)
    raise NotASum()


def _currency_code(name: str) -> tuple[str, ...]:
    code = name.upper()
    return (code,) if code.isascii() and is_currency(code, "en") else ()
