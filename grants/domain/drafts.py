"""A draft as the fields two people can change apart: each answer, each row of a table, the city."""

from collections.abc import Iterable, Mapping
from itertools import count

from grants.domain.question_types import LongText, ShortText
from grants.domain.questions import MAX_ROWS, ROWS, Form, questions_of
from portal.core.merge import Merged, Side

CITY = "city"
# What a row's choice holds before anybody typed in the row.
PRESET_COLUMNS = {"source"}


def draft_fields(answers: Mapping, city: str, form: Form) -> dict:
    """The answers by field; a row stands under its table and id (`budget.r2`), None while nobody typed in it."""
    fields: dict[str, object] = {question.id: question.answer_in(answers) for question in questions_of(form)}
    fields[CITY] = city
    for part in ROWS:
        fields |= {f"{part}.{row['id']}": None if _is_blank(row) else dict(row) for row in answers.get(part, ())}
    return fields


def joinable_fields(fields: Iterable[str], form: Form) -> set[str]:
    """The fields of which both answers can be kept: long texts, one below the other, and rows, as two rows."""
    long = {q.id for q in questions_of(form) if isinstance(q.type, LongText) and not isinstance(q.type, ShortText)}
    return {name for name in fields if name in long or name.partition(".")[0] in ROWS}


def merged_answers(merged: Merged, mine: Mapping, theirs: Mapping, form: Form) -> dict:
    """The answers that stand, tables in the order of the page that is saved, rows of others below."""
    single = {question.id for question in questions_of(form)}
    mine_single = {name: value for name, value in mine.items() if name in single}
    answers = merged.pick(mine_single, {name: value for name, value in theirs.items() if name in single})
    for part in ROWS:
        answers[part] = _merged_rows(part, merged, mine.get(part, ()), theirs.get(part, ()))[: MAX_ROWS[part]]
    return answers


def _merged_rows(part: str, merged: Merged, mine: Iterable[dict], theirs: Iterable[dict]) -> list[dict]:
    own, others = {row["id"]: row for row in mine}, {row["id"]: row for row in theirs}
    free = (f"r{number}" for number in count(1) if f"r{number}" not in own and f"r{number}" not in others)
    rows, added = [], []
    for id in [*own, *(id for id in others if id not in own)]:
        side = merged.side(f"{part}.{id}")
        if side == Side.BOTH and id in own and id in others:
            rows.append(own[id])
            added.append({**others[id], "id": next(free)})
            continue
        # A row that one side removed and the other changed: where both are kept, what was changed is.
        standing = (others if side == Side.THEIRS else own).get(id)
        if side == Side.BOTH:
            standing = own.get(id) or others.get(id)
        if standing:
            rows.append(standing)
    return rows + added


def _is_blank(row: Mapping) -> bool:
    return not any(str(value).strip() for column, value in row.items() if column not in {"id", *PRESET_COLUMNS})
