"""What an application asks. Answers are kept under these ids; the words around them may change, the ids never do.

Everything that draws, checks, shows or exports an application loops over a form: add a question here and it is there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grants.domain.question_types import Cell, Date, LongText, Machine, QuestionType, ShortText, Stored

# Nobody writes longer answers than this; more is turned away before it is stored.
HARD_LIMIT = 20_000
# The question whose answer heads the application wherever it is listed.
TITLE = "title"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked, answered as its type says."""

    id: str
    label: Promise | str
    type: QuestionType
    hint: Promise | str = ""
    required: bool = True

    @property
    def full_hint(self) -> str:
        """The hint with what bounds the answer."""
        return " ".join(part for part in (str(self.hint), self.type.limit()) if part)

    def answer_in(self, answers: Mapping) -> Stored:
        """What is stored of it among the answers of an application; its empty answer when it was not asked then."""
        return answers.get(self.id, self.type.empty)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page under one heading: questions, and below them at most one `part` that is no question: `city`,
    `partners`, `budget` or `attachments`. `side_by_side` sets short questions in one row."""

    id: str
    title: Promise | str
    questions: tuple[Question, ...] = ()
    part: str = ""
    hint: Promise | str = ""
    side_by_side: bool = False


Form = tuple[Section, ...]

APPLICATION_FORM: Form = (
    Section(
        "project",
        _("The project"),
        (
            Question("title", _("Title"), ShortText(65), _("If the project gets a grant, this is published.")),
            Question(
                "summary",
                _("Summary"),
                LongText(500),
                _(
                    "What you will do, for whom, and what will be different afterwards. If the project gets a "
                    "grant, this is published."
                ),
            ),
        ),
        part="city",
    ),
    Section(
        "partners",
        _("Partners"),
        part="partners",
        hint=_("Who you do this with, and what each of them does. Attach a letter of intent from each below."),
    ),
    Section(
        "plan",
        _("Need and plan"),
        (
            Question(
                "need", _("The need"), LongText(3000), _("What is the situation in the city, and how do you know?")
            ),
            Question(
                "target_group",
                _("Target group"),
                LongText(1000),
                _("Who you will reach, how old they are, and how many."),
            ),
            Question("activities", _("Activities"), LongText(4000), _("What happens, when, and who does it.")),
            Question(
                "results",
                _("Expected results"),
                LongText(2000),
                _("What will have changed, and how you will measure it."),
            ),
            Question(
                "continuation",
                _("What continues after the grant"),
                LongText(1500),
                _("How the work continues when the grant has been spent."),
            ),
        ),
    ),
    Section(
        "dates",
        _("Dates"),
        (Question("starts", _("First day"), Date()), Question("ends", _("Last day"), Date())),
        side_by_side=True,
    ),
    Section("budget", _("Budget"), part="budget"),
    Section("attachments", _("Attachments"), part="attachments"),
)

# Rows: the columns of each repeated part, and how many characters a column takes.
ROWS = {
    "partners": {"name": 120, "role": 300},
    "budget": {"kind": 20, "text": 120, "sum": 30, "source": 20},
}
MAX_ROWS = {"partners": 20, "budget": 60}


def application_form() -> Form:
    """The form applications are written on: one for all calls."""
    return APPLICATION_FORM


def questions_of(form: Form) -> tuple[Question, ...]:
    """All questions of a form, in the order they are asked."""
    return tuple(question for section in form for question in section.questions)


def cell(part: str, row: str, column: str) -> str:
    """The name of one column of one row, as the page has it and errors are told by."""
    return f"{part}-{row}-{column}"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, to read."""

    id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class AnsweredSection:
    """A section of a form with its answers, to read."""

    id: str
    title: str
    answers: tuple[Answer, ...]
    part: str


def answered_sections(form: Form, answers: Mapping, currency: str) -> tuple[AnsweredSection, ...]:
    """What an application answers, section by section, in the active language."""
    return tuple(
        AnsweredSection(
            section.id,
            str(section.title),
            tuple(
                Answer(question.id, str(question.label), question.type.display(question.answer_in(answers), currency))
                for question in section.questions
            ),
            section.part,
        )
        for section in form
    )


def answer_cells(form: Form, answers: Mapping, currency: str) -> list[Cell]:
    """The answers for a table, in the order of `questions_of`, but for the title."""
    return [
        question.type.cell(question.answer_in(answers), currency)
        for question in questions_of(form)
        if question.id != TITLE
    ]


def answer_headings(form: Form) -> list[str]:
    """The headings over `answer_cells`."""
    return [str(question.label) for question in questions_of(form) if question.id != TITLE]


def machine_answers(form: Form, answers: Mapping, currency: str) -> dict[str, Machine]:
    """The answers as JSON by question id, in no language."""
    return {
        question.id: question.type.machine(question.answer_in(answers), currency) for question in questions_of(form)
    }
