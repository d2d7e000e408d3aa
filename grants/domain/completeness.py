"""What keeps an application from being submitted, of what can be told from what was typed: a sentence a field."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from grants.domain.budget import add_up, unread_sums
from grants.domain.question_types import read_day, too_long
from grants.domain.questions import ROWS, Form, Question, cell, questions_of
from grants.states import LineKind, LineSource
from portal.core.formats import day
from portal.core.money import Money


def answer_errors(form: Form, answers: Mapping, currency: str, closes: date) -> dict[str, str]:
    """Questions whose answer is missing or not sound, by their id. No project begins before its call has closed:
    nothing is decided by then."""
    found = {
        question.id: sentence for question in questions_of(form) if (sentence := _error_of(question, answers, currency))
    }
    starts, ends = read_day(answers.get("starts", "")), read_day(answers.get("ends", ""))
    if starts and starts <= closes:
        words = _("The project can’t start before the call has closed. Choose a day after %(day)s.")
        found["starts"] = words % {"day": day(closes)}
    if starts and ends and ends < starts:
        found["ends"] = _("The last day comes before the first.")
    return found


def _error_of(question: Question, answers: Mapping, currency: str) -> str:
    answer = question.answer_in(answers)
    if question.type.is_empty(answer):
        return _("Answer this question.") if question.required else ""
    return question.type.error(answer, currency)


def row_errors(answers: Mapping) -> dict[str, str]:
    """Columns of partners and budget lines over their limits, each under the name its field has on the page."""
    return {
        cell(part, line["id"], column): sentence
        for part, columns in ROWS.items()
        for line in answers.get(part, ())
        for column, limit in columns.items()
        if (sentence := too_long(len(line[column].strip()), limit))
    }


def budget_errors(rows: Sequence[Mapping[str, str]], smallest: Money, largest: Money) -> dict[str, str]:
    """What is wrong with lines of the budget, each under the name of its field on the page; when all can be read, with
    the budget as a whole, under `budget`. The bounds are those of an award of the call."""
    if found := _line_errors(rows, smallest.currency):
        return found
    sought = add_up(rows, smallest.currency).sought
    if sought < Money(max(smallest.minor, 1), smallest.currency):
        words = _("You apply for %(sought)s. The smallest award of this call is %(bound)s.")
        return {"budget": words % {"sought": sought, "bound": smallest}}
    if largest < sought:
        words = _("You apply for %(sought)s. The largest award of this call is %(bound)s.")
        return {"budget": words % {"sought": sought, "bound": largest}}
    return {}


def _line_errors(rows: Sequence[Mapping[str, str]], currency: str) -> dict[str, str]:
    unread, found = unread_sums(rows, currency), {}
    for line in rows:
        told = {"text": line["text"].strip(), "sum": line["sum"].strip()}
        if line["id"] in unread:
            found[cell("budget", line["id"], "sum")] = unread[line["id"]]
        if not any(told.values()):
            continue
        if not told["sum"]:
            found[cell("budget", line["id"], "sum")] = _("Write the sum of this line, or remove the line.")
        if not told["text"]:
            found[cell("budget", line["id"], "text")] = _("Say what the money is for.")
        if line["kind"] not in LineKind.values:
            found[cell("budget", line["id"], "kind")] = _("Choose a type.")
        if line["source"] not in LineSource.values:
            found[cell("budget", line["id"], "source")] = _("Choose a funding source.")
    return found
