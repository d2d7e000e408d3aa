"""The fields of a draft in words, for whoever has to choose between two versions of it."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from grants.domain.drafts import CITY, joinable_fields
from grants.domain.questions import ROWS, Form, Question, questions_of
from grants.forms.application import city_choices
from grants.models import Application
from grants.states import LineKind, LineSource
from portal.core.held_forms import FieldWords


class DraftWords:
    """Labels and answers of an application's fields as people read them."""

    def __init__(self, application: Application, form: Form):
        self.application, self.form = application, form
        self.questions: dict[str, Question] = {question.id: question for question in questions_of(form)}
        self.currency = application.call.fund.currency

    def label(self, name: str) -> str:
        part, _dot, row = name.partition(".")
        if name in self.questions:
            return str(self.questions[name].label)
        if part == "budget":
            return _("Budget line %(number)s") % {"number": row.removeprefix("r")}
        if part == "partners":
            return _("Partner %(number)s") % {"number": row.removeprefix("r")}
        return _("City")

    def shown(self, name: str, value: object) -> str:
        if not value:
            return ""
        if name in self.questions:
            return self.questions[name].type.display(value, self.currency)
        if name == CITY:
            return dict(city_choices(self.application)).get(str(value), "")
        part = name.partition(".")[0]
        choices = {**dict(LineKind.choices), **dict(LineSource.choices)}
        cells = [str(choices.get(value[column], value[column])) for column in ROWS[part]]
        return " · ".join(cell for cell in cells if cell)

    def pairs(self, names: Iterable[str], mine: Mapping, theirs: Mapping) -> list[FieldWords]:
        """Both answers of each of these fields."""
        joinable = joinable_fields(names, self.form)
        return [
            FieldWords(
                name,
                self.label(name),
                self.shown(name, mine.get(name)),
                self.shown(name, theirs.get(name)),
                name in joinable,
            )
            for name in names
        ]

    def labelled(self, values: Mapping[str, object]) -> dict[str, str]:
        """Answers as they are read, under the labels of their fields."""
        return {self.label(name): self.shown(name, value) for name, value in values.items()}
