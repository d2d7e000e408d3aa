"""The form field of each type of question. All take what is typed as it is: an application is checked when it is
submitted, by `grants.domain.completeness`, and a draft keeps everything."""

from collections.abc import Callable

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.domain import question_types as types
from grants.domain.questions import Question


def _text(widget: type[forms.TextInput], **attrs) -> Callable[..., forms.Widget]:
    return lambda question_type, given: widget(attrs={**given, **attrs})


def _short_text(question_type: types.ShortText, attrs: dict) -> forms.Widget:
    return forms.TextInput(attrs={**attrs, "data-characters": question_type.max_length, "autocomplete": "off"})


def _long_text(question_type: types.LongText, attrs: dict) -> forms.Widget:
    rows = 4 if question_type.max_length <= 500 else 8
    return forms.Textarea(attrs={**attrs, "data-characters": question_type.max_length, "rows": rows})


def _date(question_type: types.Date, attrs: dict) -> forms.Widget:
    return forms.DateInput(attrs={**attrs, "type": "date"}, format="%Y-%m-%d")


def _single_choice(question_type: types.SingleChoice, attrs: dict) -> forms.Widget:
    return forms.Select(attrs=attrs, choices=[("", _("Choose")), *question_type.choices])


def _several_choices(question_type: types.SeveralChoices, attrs: dict) -> forms.Widget:
    return forms.CheckboxSelectMultiple(attrs=attrs, choices=question_type.choices)


def _yes_no(question_type: types.YesNo, attrs: dict) -> forms.Widget:
    return forms.RadioSelect(attrs=attrs, choices=list(question_type.labels().items()))


WIDGETS: dict[type[types.QuestionType], Callable[..., forms.Widget]] = {
    types.ShortText: _short_text,
    types.LongText: _long_text,
    types.Date: _date,
    types.WholeNumber: _text(forms.TextInput, inputmode="numeric", autocomplete="off"),
    types.SumOfMoney: _text(forms.TextInput, inputmode="decimal", autocomplete="off"),
    types.SingleChoice: _single_choice,
    types.SeveralChoices: _several_choices,
    types.YesNo: _yes_no,
    types.Email: _text(forms.EmailInput, autocomplete="off"),
    types.WebAddress: _text(forms.URLInput, autocomplete="off"),
}


def field_of(question: Question) -> forms.Field:
    """The field a question is asked with."""
    attrs = {"data-required": "yes"} if question.required else {"data-optional": "yes"}
    widget = WIDGETS[type(question.type)](question.type, attrs)
    return forms.Field(label=question.label, help_text=question.full_hint, required=False, widget=widget)
