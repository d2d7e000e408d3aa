"""What an application asks. Answers are kept under these ids; the words around them may change, the ids never do."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Nobody writes longer answers than this; more is turned away before it is stored.
HARD_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked. `most` bounds the answer in characters as typed; `kind` is line, text or date."""

    id: str
    label: Promise
    hint: Promise | str = ""
    kind: str = "text"
    most: int = 0
    required: bool = True


QUESTIONS = (
    Question("title", _("Title"), _("As it can be published, if the project is awarded."), "line", 65, True),
    Question(
        "summary",
        _("Summary"),
        _("What you will do, for whom, and what will be different afterwards. Published if the project is awarded."),
        "text",
        500,
        True,
    ),
    Question(
        "need",
        _("The need"),
        _("What is the situation in the city, and how do you know?"),
        "text",
        3000,
        True,
    ),
    Question(
        "target_group",
        _("Target group"),
        _("Who is reached, of which ages, and how many."),
        "text",
        1000,
        True,
    ),
    Question("activities", _("Activities"), _("What happens, when, and who does it."), "text", 4000, True),
    Question(
        "results",
        _("Expected results"),
        _("What will have changed, and how you will measure it."),
        "text",
        2000,
        True,
    ),
    Question(
        "continuation",
        _("What remains afterwards"),
        _("How the work goes on when the grant has ended."),
        "text",
        1500,
        True,
    ),
    Question("starts", _("First day"), "", "date", 10, True),
    Question("ends", _("Last day"), "", "date", 10, True),
)
BY_ID = {question.id: question for question in QUESTIONS}

# Rows: the columns of each repeated part, and how many characters a column takes.
ROWS = {
    "partners": {"name": 120, "role": 300},
    "budget": {"kind": 20, "text": 120, "sum": 30, "source": 20},
}
MOST_ROWS = {"partners": 20, "budget": 60}


def cell(part: str, row: str, column: str) -> str:
    """The name of one column of one row, as the page has it and faults are told by."""
    return f"{part}-{row}-{column}"
