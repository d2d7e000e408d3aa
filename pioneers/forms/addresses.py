"""The form that corrects an address."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AddressCorrectionForm(forms.Form):
    """The address as it should be."""

    email = forms.EmailField(label=_("Correct e-mail address"))
