"""What staff are asked in steps of every kind. The forms parse; the actions decide."""

from typing import TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

Words = TypeVar("Words")


class WhyForm(forms.Form):
    """Why a step is taken back."""

    why = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stays on record. Only staff read it."),
    )


def refuse_unchanged(words: Words, stands: Words) -> Words:
    """The words of a correction. Raises ValidationError where they are those that stand."""
    if words == stands:
        raise forms.ValidationError(_("It reads like this already. Change the words, or go back."))
    return words
