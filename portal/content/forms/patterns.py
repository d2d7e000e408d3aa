"""The forms shown on /dev/patterns/: one of each control, empty and refused."""

from django import forms
from django.utils.translation import gettext_lazy as _

THEMES = [
    ("city", _("A City for All")),
    ("youth", _("Empower Youth to Shape Democracy")),
    ("digital", _("Safe Digital Cities")),
]


class PatternForm(forms.Form):
    """One of each control the site uses."""

    name = forms.CharField(label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("We only e-mail you at this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Telephone"), required=False, widget=forms.TextInput(attrs={"type": "tel", "data-optional": True})
    )
    country = forms.ChoiceField(label=_("Country"), choices=[("DK", _("Denmark")), ("IS", _("Iceland"))])
    theme = forms.ChoiceField(label=_("Theme"), choices=THEMES, widget=forms.RadioSelect)
    heard = forms.MultipleChoiceField(
        label=_("Where did you hear about the prize?"),
        choices=[("school", _("At school")), ("friend", _("From a friend")), ("city", _("From my city"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    story = forms.CharField(
        label=_("What did they do?"),
        help_text=_("Write as if you were telling a friend. Don't name other people."),
        widget=forms.Textarea(attrs={"rows": 5, "data-words": "200", "data-required": True}),
        required=False,
    )
    born = forms.DateField(label=_("Date of birth"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    sum = forms.CharField(label=_("Amount applied for"), widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    code = forms.CharField(
        label=_("Code from the e-mail"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 6}),
    )
    letter = forms.FileField(label=_("Letter of intent"), help_text=_("One PDF of at most 10 MB."), required=False)
    agreed = forms.BooleanField(
        label=_("I have told the person that I am nominating them"),
        help_text=_("They answer for themselves before anyone judges the nomination."),
    )


class FilterForm(forms.Form):
    """The fields of a filter bar."""

    q = forms.CharField(label=_("Text"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=[("", _("All")), ("DK", _("Denmark")), ("NO", _("Norway"))]
    )
    year = forms.ChoiceField(
        label=_("Year"), required=False, choices=[("", _("All")), ("2026", "2026"), ("2025", "2025")]
    )
