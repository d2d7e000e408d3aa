"""The rubric as a form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.assessment.actions.reviews import JOINABLE, NOT_APPLICABLE, Answers, review_fields
from portal.assessment.errors import NothingApplies, TooManyWords
from portal.assessment.queries.reading import Reading
from portal.assessment.queries.reviews import ReviewView
from portal.assessment.queries.views import CriterionView
from portal.core.held_forms import FieldWords, new_tab
from portal.core.merge import pack
from portal.core.texts import count_words, localised

# Far above every word limit: what no one types, but a pasted book would be.
MAX_TEXT_LENGTH = 50_000


@dataclass(frozen=True, slots=True)
class Option:
    """One step of a scale as a radio button."""

    id: str
    value: str
    label: str
    meaning: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion with its radio buttons."""

    criterion: CriterionView
    field: forms.BoundField
    options: tuple[Option, ...]


class ReviewForm(forms.Form):
    """A reviewer's answers: a score per criterion, a comment, and feedback where the round asks for it.

    A draft may be incomplete; with `submitting` each criterion must be answered and the word limits hold. A form that
    is `storable` can be kept as a draft even when it can't be submitted. `version`, `tab` and `base` travel with the
    page (see the Review model and portal.core.merge).
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    tab = forms.CharField(widget=forms.HiddenInput, required=False)
    base = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, reading: Reading, stored: ReviewView | None, submitting: bool = False):
        self.reading, self.stored, self.submitting = reading, stored, submitting
        super().__init__(data, initial=initial_of(stored))
        for criterion in reading.criteria:
            self.fields[name_of(criterion)] = _score_field(criterion)
        self.fields["comment"] = _text_field(
            _("Comment to the panel"),
            _("What mattered most to you? The panel reads this; the applicant or nominee does not see it."),
            reading.round.comment_words,
        )
        if reading.round.asks_feedback:
            self.fields["feedback"] = _text_field(
                _("Feedback to the applicant or nominee"),
                _("Something useful to them, whatever the outcome. They may get to read it, without your name."),
                reading.round.feedback_words,
            )

    @property
    def rows(self) -> list[Row]:
        """The rubric, for the template."""
        return [self._row(criterion) for criterion in self.reading.criteria]

    def answers(self) -> Answers:
        """What was answered, of a form that is `storable`: complete or not, over a limit or not."""
        cleaned = self.typed
        scores: dict[UUID, int | str] = {}
        for criterion in self.reading.criteria:
            value = cleaned.get(name_of(criterion))
            if value:
                scores[criterion.uuid] = value if value == NOT_APPLICABLE else int(value)
        return Answers(scores=scores, comment=cleaned.get("comment", ""), feedback=cleaned.get("feedback", ""))

    @property
    def typed_version(self) -> int:
        """The version this page saw."""
        return self.typed.get("version") or 0

    def words(self, names: Iterable[str], stored: ReviewView | None) -> list[FieldWords]:
        """Fields as they were typed here and as they are stored, for a person to choose."""
        mine, theirs = review_fields(self.answers()), stored_fields(stored)
        return [
            FieldWords(
                name,
                str(self.fields[name].label),
                self._shown(name, mine.get(name, "")),
                self._shown(name, theirs.get(name, "")),
                name in JOINABLE,
            )
            for name in self.fields
            if name in names
        ]

    def labelled(self, values: Mapping[str, object]) -> dict[str, str]:
        """Answers as they are read, under the labels of their fields."""
        return {str(self.fields[name].label): self._shown(name, str(value)) for name, value in values.items()}

    def labels(self, names: Iterable[str]) -> list[str]:
        return [str(self.fields[name].label) for name in names if name in self.fields]

    def _shown(self, name: str, value: str) -> str:
        """A score with the words of its step."""
        choices = dict(getattr(self.fields[name], "choices", ()))
        if value not in choices or value == NOT_APPLICABLE:
            return str(choices.get(value, value))
        return f"{value} – {choices[value]}"

    def clean(self):
        cleaned = super().clean()
        for name in ("comment", "feedback"):
            if cleaned.get(name):
                # Browsers send line breaks as two characters; word counts and comparisons know one.
                cleaned[name] = cleaned[name].replace("\r\n", "\n")
        # Kept apart: a field that is found incomplete below is dropped from `cleaned`, and must be stored all the same.
        self.typed, self.storable = dict(cleaned), not self.errors
        if self.submitting:
            self._check_complete(cleaned)
        return cleaned

    def _check_complete(self, cleaned) -> None:
        given = {name_of(criterion): cleaned.get(name_of(criterion)) for criterion in self.reading.criteria}
        for name, value in given.items():
            if not value and name not in self.errors:
                self.add_error(name, _("This criterion has no score yet."))
        if given and all(value == NOT_APPLICABLE for value in given.values()):
            self.add_error(next(iter(given)), str(NothingApplies()))
        limits = {"comment": self.reading.round.comment_words, "feedback": self.reading.round.feedback_words}
        for name, limit in limits.items():
            if name in self.fields and count_words(cleaned.get(name) or "") > limit:
                self.add_error(name, str(TooManyWords(limit, field=name)))

    def _row(self, criterion: CriterionView) -> Row:
        field = self[name_of(criterion)]
        chosen = str(field.value() or "")
        options = criterion.scale.choices()
        if criterion.may_be_na:
            options.append(
                (NOT_APPLICABLE, _("Not applicable"), _("Not counted in your result. It is not the same as zero."))
            )
        return Row(
            criterion=criterion,
            field=field,
            options=tuple(
                Option(f"{field.auto_id}_{number}", value, label, meaning, value == chosen)
                for number, (value, label, meaning) in enumerate(options)
            ),
        )


def name_of(criterion: CriterionView) -> str:
    return f"criterion-{criterion.uuid}"


def stored_fields(stored: ReviewView | None) -> dict:
    """The fields of the form as they are stored."""
    if stored is None:
        return {}
    scores = {
        f"criterion-{score.criterion}": NOT_APPLICABLE if score.not_applicable else str(score.value)
        for score in stored.scores
    }
    return scores | {"comment": stored.comment, "feedback": stored.feedback}


def initial_of(stored: ReviewView | None) -> dict:
    """What the form shows of a stored review, and what it was opened with."""
    fields = stored_fields(stored)
    return {**fields, "version": stored.version if stored else 0, "tab": new_tab(), "base": pack(fields)}


def _score_field(criterion: CriterionView) -> forms.ChoiceField:
    choices = [(value, label) for value, label, _meaning in criterion.scale.choices()]
    if criterion.may_be_na:
        choices.append((NOT_APPLICABLE, _("Not applicable")))
    return forms.ChoiceField(
        label=localised(criterion.label),
        choices=choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the steps of the scale.")},
    )


def _text_field(label, hint, words: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=MAX_TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6, "data-words": words, "maxlength": None}),
    )
