from django import forms
from django.utils.translation import gettext_lazy as _

KINDS = [("", _("Everything")), ("story", _("Stories")), ("page", _("Pages"))]


class SearchForm(forms.Form):
    """Words to look for, and in what."""

    q = forms.CharField(
        label=_("Search for"), required=False, max_length=120, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(label=_("In"), required=False, choices=KINDS)
