"""The page an application is written on: questions, rows of partners and of the budget, all of them allowed to be
unfinished. What is missing is said only when someone asks to submit it."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from grants.domain.budget import unread_sums
from grants.domain.drafts import draft_fields
from grants.domain.eligibility import EligibilityRule
from grants.domain.questions import MAX_ROWS, ROWS, Form, Section, cell, questions_of
from grants.forms.question_fields import field_of
from grants.models import Application
from grants.queries.eligibility import choosable_cities
from grants.states import LineKind, LineSource
from portal.cities.models import City
from portal.core.held_forms import new_tab
from portal.core.merge import pack


class AnswersForm(forms.Form):
    """The single answers, under their question ids, and the city."""

    city = forms.ChoiceField(label=_("City"), required=False, help_text=_("The city the project is for."))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    base = forms.CharField(widget=forms.HiddenInput, required=False)
    tab = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, application: Application, form: Form, **kwargs):
        super().__init__(*args, auto_id="id_%s", **kwargs)
        self.fields["city"].choices = [("", _("Choose a city")), *city_choices(application)]
        if EligibilityRule.of(application.call.eligibility).city_required:
            self.fields["city"].widget.attrs["data-required"] = "yes"
        for question in questions_of(form):
            self.fields[question.id] = field_of(question)
        # What is wrong is told in the order of the page: the city after the questions of its section.
        self.order_fields(
            [name for section in form for name in (*(question.id for question in section.questions), section.part)]
        )


def city_choices(application: Application) -> list[tuple[str, str]]:
    """The cities that can be chosen, by country and name. One that is chosen already stays in the list."""
    found = choosable_cities(application).only("uuid", "name", "names", "country__names")
    chosen = list(found.order_by("country__position", "name"))
    if application.city and application.city not in chosen:
        chosen.append(application.city)
    return [(str(city.uuid), f"{city.local_name}, {city.country.name}") for city in chosen]


def _bounded(part: str, column: str, **attrs) -> forms.TextInput:
    """Where the browser stops typing at the column's limit. It is checked when submitting: a draft keeps all."""
    return forms.TextInput(attrs={"maxlength": ROWS[part][column], **attrs})


class PartnerForm(forms.Form):
    """A partner and what it does in the project."""

    name = forms.CharField(label=_("Partner"), required=False, widget=_bounded("partners", "name"))
    role = forms.CharField(label=_("What it does"), required=False, widget=_bounded("partners", "role"))

    def __init__(self, *args, row: str, **kwargs):
        super().__init__(*args, prefix=f"partners-{row}", auto_id="id_%s", **kwargs)
        self.row = row


class LineForm(forms.Form):
    """A line of the budget."""

    text = forms.CharField(label=_("Purpose"), required=False, widget=_bounded("budget", "text"))
    kind = forms.ChoiceField(label=_("Type"), required=False, choices=[("", _("Choose")), *LineKind.choices])
    source = forms.ChoiceField(label=_("Funding source"), required=False, choices=LineSource.choices)
    sum = forms.CharField(
        label=_("Sum"),
        required=False,
        widget=_bounded("budget", "sum", inputmode="decimal", **{"class": "money"}),
    )

    def __init__(self, *args, row: str, **kwargs):
        super().__init__(*args, prefix=f"budget-{row}", auto_id="id_%s", **kwargs)
        self.row = row


ROW_PLACES = {"partners": _("Partner %(n)d"), "budget": _("Budget line %(n)d")}
ROW_FORMS = {"partners": PartnerForm, "budget": LineForm}


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with a field of a row, for the summary above the page: where, in words, and the field's id."""

    place: str
    field_id: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SectionFields:
    """A section of the page with the fields of its questions."""

    section: Section
    fields: list[forms.BoundField]

    @property
    def template(self) -> str:
        """Where the part of the section that is no question is drawn."""
        return f"grants/applications/parts/{self.section.part}.html"


class ApplicationPage:
    """All the forms of the page together, drawn from what is held or from what was sent."""

    def __init__(self, application: Application, form: Form, *, data: QueryDict | None = None):
        self.application, self.form = application, form
        answers = read_answers(data, form) if data is not None else application.answers
        single = {question.id: question.answer_in(answers) for question in questions_of(form)}
        own_city = str(application.city.uuid) if application.city else ""
        if data is None:
            opened = {
                "version": application.draft_revision,
                "base": pack(draft_fields(application.answers, own_city, form)),
                "tab": new_tab(),
            }
        else:
            opened = {"version": read_version(data), "base": data.get("base", ""), "tab": data.get("tab", "")}
        bound = {**single, "city": own_city if data is None else data.get("city", ""), **opened}
        self.answers = AnswersForm(bound, application=application, form=form)
        self.rows = {part: self._rows(part, answers.get(part) or [_blank(part)]) for part in ROWS}
        self.answers.is_valid()
        self.budget_faults: list[str] = []
        self.row_errors: list[RowError] = []
        self.unread_lines = self._mark_unread_sums()

    def _mark_unread_sums(self) -> list[RowError]:
        """A sum that was typed and can't be read is asked about beside it, whenever the page is shown."""
        rows = [{"id": form.row, "sum": form["sum"].value()} for form in self.budget]
        sentences = unread_sums(rows, self.application.call.fund.currency)
        found = []
        for number, form in enumerate(self.budget, start=1):
            if form.row in sentences:
                form.add_error("sum", sentences[form.row])
                place = ROW_PLACES["budget"] % {"n": number}
                found.append(RowError(str(place), form["sum"].auto_id, sentences[form.row]))
        return found

    def _rows(self, part: str, rows: list[dict]) -> list[forms.Form]:
        form_class = ROW_FORMS[part]
        return [
            form_class({cell(part, row["id"], column): row.get(column, "") for column in ROWS[part]}, row=row["id"])
            for row in rows
        ]

    @property
    def sections(self) -> list[SectionFields]:
        return [
            SectionFields(section, [self.answers[question.id] for question in section.questions])
            for section in self.form
        ]

    @property
    def partners(self) -> list[forms.Form]:
        return self.rows["partners"]

    @property
    def budget(self) -> list[forms.Form]:
        return self.rows["budget"]

    def add_errors(self, faults: dict[str, str]) -> None:
        """Put what keeps it from being submitted beside its fields; those of rows are in `row_errors` too."""
        cells = self._cells()
        for name, sentence in faults.items():
            if name in self.answers.fields:
                self.answers.add_error(name, sentence)
            elif name in cells:
                place, form, column = cells[name]
                if sentence not in form.errors.get(column, ()):
                    form.add_error(column, sentence)
                self.row_errors.append(RowError(f"{place}, {form[column].label}", form[column].auto_id, sentence))
            else:
                self.answers.add_error(None, sentence)
                self.budget_faults += [sentence] if name == "budget" else []

    def _cells(self) -> dict[str, tuple[str, forms.Form, str]]:
        """Every field of every row by its name on the page: the row's place in words, the row's form, the column."""
        return {
            cell(part, form.row, column): (ROW_PLACES[part] % {"n": number}, form, column)
            for part, rows in self.rows.items()
            for number, form in enumerate(rows, start=1)
            for column in ROWS[part]
        }


def _blank(part: str) -> dict:
    return {"id": "r1", **dict.fromkeys(ROWS[part], "")}


def read_answers(data: QueryDict, form: Form) -> dict:
    """What was typed, exactly, under question ids; rows in the order the page had them."""
    answers: dict = {question.id: question.type.stored(data.getlist(question.id)) for question in questions_of(form)}
    for part, columns in ROWS.items():
        ids = list(dict.fromkeys(row for row in data.getlist(part) if row.isalnum()))[: MAX_ROWS[part]]
        answers[part] = [
            {"id": row, **{column: data.get(cell(part, row, column), "") for column in columns}} for row in ids
        ]
    return answers


def read_city(data: QueryDict, application: Application) -> City | None:
    """The city chosen, if it is one that can be; the one chosen already can. Reads no other: a page is saved often."""
    try:
        chosen = UUID(data.get("city", ""))
    except ValueError:
        return None
    if application.city and application.city.uuid == chosen:
        return application.city
    return choosable_cities(application).filter(uuid=chosen).first()


def read_version(data: QueryDict) -> int:
    """The version the page was opened with; one nobody has if it was tampered with, so that nothing is overwritten."""
    value = data.get("version", "")
    return int(value) if value.isdecimal() and len(value) < 10 else -1


def with_row(answers: dict, part: str) -> dict:
    """The answers with one empty row more, as long as there is room for it."""
    rows = answers[part]
    if len(rows) >= MAX_ROWS[part]:
        return answers
    taken = [int(row["id"][1:]) for row in rows if row["id"][1:].isdecimal()]
    return {**answers, part: [*rows, {"id": f"r{max(taken, default=0) + 1}", **dict.fromkeys(ROWS[part], "")}]}


def without_row(answers: dict, part: str, row: str) -> dict:
    return {**answers, part: [other for other in answers[part] if other["id"] != row]}
