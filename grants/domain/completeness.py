"""What keeps an application from being submitted, of what can be told from what was typed: a sentence a field."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from grants.domain.budget import add_up
from grants.domain.question_types import read_day, too_long
from grants.domain.questions import ROWS, Form, Question, cell, questions_of
from grants.states import LineKind, LineSource
from portal.core.money import Money


def answer_errors(form: Form, answers: Mapping, currency: str) -> dict[str, str]:
    """Questions whose answer is missing or not sound, by their id."""
    found = {
        question.id: sentence for question in questions_of(form) if (sentence := _error_of(question, answers, currency))
    }
    starts, ends = read_day(answers.get("starts", "")), read_day(answers.get("ends", ""))
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
        if (sentence := too_long(len(line.get(column, "").strip()), limit))
    }


def budget_errors(rows: Sequence[Mapping[str, str]], smallest: Money, largest: Money) -> dict[str, str]:
    """What is wrong with the budget as a whole, under `budget`; the bounds are those of an award of the call."""
    totals = add_up(rows, smallest.currency)
    if totals.unread:
        return {"budget": _("The sum of a line is missing or can't be read. Write it as a number, such as 25 000.")}
    for line in rows:
        if line["sum"].strip() and not line["text"].strip():
            return {"budget": _("For each line, say what the money is for.")}
        if line["sum"].strip() and (line["kind"] not in LineKind.values or line["source"] not in LineSource.values):
            return {"budget": _("For each line, choose a type and a funding source.")}
    sought = totals.sought
    if sought < Money(max(smallest.minor, 1), smallest.currency):
        words = _("You apply for %(sought)s. The smallest award of this call is %(bound)s.")
        return {"budget": words % {"sought": sought, "bound": smallest}}
    if largest < sought:
        words = _("You apply for %(sought)s. The largest award of this call is %(bound)s.")
        return {"budget": words % {"sought": sought, "bound": largest}}
    return {}
