from django import forms
from django.utils.translation import gettext_lazy as _

from ..states import RecusalReason


class StepAsideForm(forms.Form):
    """Why a reviewer steps aside: the kind is enough."""

    reason = forms.ChoiceField(
        label=_("Why do you step aside?"), choices=RecusalReason, widget=forms.RadioSelect, required=True
    )
    note = forms.CharField(
        label=_("Anything the secretariat should know"),
        help_text=_("You need not explain. Only the secretariat reads this."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "data-optional": True}),
    )
