from django import forms
from django.utils.translation import gettext_lazy as _


class RefusalForm(forms.Form):
    """Why staff take a file out of use."""

    reason = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("The person who sent the file reads this as it is written here.")
    )
