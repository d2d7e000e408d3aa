from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.languages import language_to_store, offered_language, offered_languages


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
        choices=offered_languages,
        help_text=_("Pages stay in the language you read them in."),
    )

    def __init__(self, *args, stored_language: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored_language = stored_language
        self.initial["language"] = offered_language(stored_language)

    def clean_language(self) -> str:
        return language_to_store(self.cleaned_data["language"], self.stored_language)


class SignOutForm(forms.Form):
    """Nothing to fill in: asked again before every session ends."""
