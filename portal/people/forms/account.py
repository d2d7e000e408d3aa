from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class DetailsForm(forms.Form):
    """One's own name and the language of one's letters."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("The name we use in e-mails to you."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto", "data-optional": ""}),
    )
    language = forms.ChoiceField(
        label=_("Language of e-mails"),
        choices=settings.LANGUAGES,
        help_text=_("Pages stay in the language you read them in."),
    )


class SignOutForm(forms.Form):
    """Nothing to fill in: asked again before every session ends."""
