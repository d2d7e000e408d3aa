"""The kinds of answer a question can ask for. Each is kept as JSON exactly as it was typed; what can be read of it, and
what is wrong with it, is the business of its type. The form field of each is in `grants.forms.question_fields`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.addresses import is_email, is_web_address
from portal.core.formats import day
from portal.core.money import Money, NotASum, parse_money

Stored = str | list[str]
Machine = str | int | bool | dict | list | None
# How a spreadsheet gets an answer: a number stays a number.
Cell = str | int | Decimal

WHOLE = re.compile(r"[-−]?\d+")
Choices = tuple[tuple[str, str | Promise], ...]


class QuestionType:
    """One kind of answer. `answer` is what is stored, `currency` the call's; an answer that can't be read is shown as
    it was typed, never lost."""

    empty: ClassVar[Stored] = ""

    def stored(self, sent: Sequence[str]) -> Stored:
        """What is kept of the values a page sent under the question's id: the last, as browsers mean it."""
        return sent[-1] if sent else ""

    def kept(self, answer: object) -> Stored:
        """An answer from anywhere in the shape this type is stored in."""
        return str(answer)

    def is_empty(self, answer: Stored) -> bool:
        return not str(answer).strip()

    def error(self, answer: Stored, currency: str) -> str:
        """What is wrong with an answer that is not empty, in a sentence; nothing if it is sound."""
        return ""

    def display(self, answer: Stored, currency: str) -> str:
        """The answer as a person reads it."""
        return str(answer)

    def cell(self, answer: Stored, currency: str) -> Cell:
        """The answer in a table."""
        return self.display(answer, currency)

    def machine(self, answer: Stored, currency: str) -> Machine:
        """The answer as JSON for other programs, in no language; None where there is none."""
        return None if self.is_empty(answer) else str(answer)

    def limit(self) -> str:
        """What bounds the answer, as a sentence to stand in its hint."""
        return ""


@dataclass(frozen=True)
class LongText(QuestionType):
    """Paragraphs of at most `max_length` characters as typed."""

    max_length: int

    def error(self, answer: Stored, currency: str) -> str:
        return too_long(len(str(answer).strip()), self.max_length)

    def limit(self) -> str:
        return ngettext("At most %(n)d character.", "At most %(n)d characters.", self.max_length) % {
            "n": self.max_length
        }


class ShortText(LongText):
    """A line of at most `max_length` characters."""


class Date(QuestionType):
    """A day, kept as year-month-day."""

    def error(self, answer: Stored, currency: str) -> str:
        return "" if read_day(answer) else _("Write the day as year-month-day, for example 2027-03-01.")

    def display(self, answer: Stored, currency: str) -> str:
        return day(read_day(answer)) or str(answer)

    def cell(self, answer: Stored, currency: str) -> Cell:
        return str(self.machine(answer, currency) or "")

    def machine(self, answer: Stored, currency: str) -> Machine:
        return str(answer).strip() or None


@dataclass(frozen=True)
class WholeNumber(QuestionType):
    """A whole number between two bounds, both allowed."""

    minimum: int = 0
    maximum: int = 1_000_000_000

    def error(self, answer: Stored, currency: str) -> str:
        number = read_whole(answer)
        if number is None:
            return _("Write a whole number, for example 120.")
        if not self.minimum <= number <= self.maximum:
            bounds = {"minimum": self.minimum, "maximum": self.maximum}
            return _("Write a number from %(minimum)d to %(maximum)d.") % bounds
        return ""

    def cell(self, answer: Stored, currency: str) -> str | int:
        number = read_whole(answer)
        return str(answer) if number is None else number

    def machine(self, answer: Stored, currency: str) -> Machine:
        return None if self.is_empty(answer) else self.cell(answer, currency)


class SumOfMoney(QuestionType):
    """A sum in the call's currency, as people type sums."""

    def error(self, answer: Stored, currency: str) -> str:
        try:
            parse_money(str(answer), currency)
        except NotASum as refusal:
            return str(refusal)
        return ""

    def display(self, answer: Stored, currency: str) -> str:
        return str(read_money(answer, currency) or answer)

    def cell(self, answer: Stored, currency: str) -> Cell:
        money = read_money(answer, currency)
        return money.major if money else str(answer)

    def machine(self, answer: Stored, currency: str) -> Machine:
        money = read_money(answer, currency)
        if money is None:
            return str(answer) or None
        return {"amount": f"{money.major:f}", "currency": money.currency}


@dataclass(frozen=True)
class SingleChoice(QuestionType):
    """One of some answers, kept by its value."""

    choices: Choices

    def error(self, answer: Stored, currency: str) -> str:
        return "" if answer in dict(self.choices) else _("Choose an answer.")

    def display(self, answer: Stored, currency: str) -> str:
        return str(dict(self.choices).get(str(answer), answer))


class YesNo(QuestionType):
    """Yes or no, kept as these two words."""

    @staticmethod
    def labels() -> dict[str, str]:
        return {"yes": _("Yes"), "no": _("No")}

    def error(self, answer: Stored, currency: str) -> str:
        return "" if answer in self.labels() else _("Answer yes or no.")

    def display(self, answer: Stored, currency: str) -> str:
        return self.labels().get(str(answer), str(answer))

    def machine(self, answer: Stored, currency: str) -> Machine:
        return {"yes": True, "no": False}.get(str(answer), str(answer) or None)


@dataclass(frozen=True)
class SeveralChoices(QuestionType):
    """Any number of some answers, kept as a list of their values."""

    empty: ClassVar[Stored] = []
    choices: Choices

    def stored(self, sent: Sequence[str]) -> Stored:
        return list(dict.fromkeys(sent))

    def kept(self, answer: object) -> Stored:
        return [str(value) for value in answer] if isinstance(answer, list) else []

    def is_empty(self, answer: Stored) -> bool:
        return not answer

    def error(self, answer: Stored, currency: str) -> str:
        return "" if set(answer) <= set(dict(self.choices)) else _("Choose from the answers shown.")

    def display(self, answer: Stored, currency: str) -> str:
        labels = dict(self.choices)
        return "\n".join(str(labels.get(value, value)) for value in answer)

    def cell(self, answer: Stored, currency: str) -> Cell:
        return "; ".join(self.display(answer, currency).split("\n"))

    def machine(self, answer: Stored, currency: str) -> Machine:
        return list(answer)


class Email(QuestionType):
    """An e-mail address."""

    def error(self, answer: Stored, currency: str) -> str:
        return "" if is_email(str(answer).strip()) else _("Write an e-mail address, for example name@example.org.")


class WebAddress(QuestionType):
    """The address of a page, with https:// or http:// before it."""

    def error(self, answer: Stored, currency: str) -> str:
        return "" if is_web_address(str(answer).strip()) else _("Write a web address that begins with https://.")


def too_long(length: int, limit: int) -> str:
    """The sentence about a text over its limit; nothing within it."""
    if length <= limit:
        return ""
    return _("This is %(is)d characters long. It can be at most %(most)d.") % {"is": length, "most": limit}


def read_day(answer: Stored) -> date | None:
    try:
        return date.fromisoformat(str(answer).strip())
    except ValueError:
        return None


def read_whole(answer: Stored) -> int | None:
    """The number typed, with or without spaces between its thousands; one of over 18 digits is none."""
    typed = re.sub(r"\s", "", str(answer))
    return int(typed.replace("−", "-")) if WHOLE.fullmatch(typed) and len(typed) < 19 else None


def read_money(answer: Stored, currency: str) -> Money | None:
    try:
        return parse_money(str(answer), currency)
    except NotASum:
        return None
