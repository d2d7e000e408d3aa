"""What people are asked who sign up, or sign others up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.languages import offered_languages

OPTIONAL = {"data-optional": ""}


class NeedsForm(forms.Form):
    """What somebody eats and needs."""

    diet = forms.CharField(
        label=_("Food: allergies and diet"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs=OPTIONAL),
    )
    access = forms.CharField(
        label=_("Access: what we should prepare"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs=OPTIONAL),
        help_text=_("Only those who organise the event read this. We delete it soon after the event."),
    )


class GuestForm(forms.Form):
    """A guest: whoever comes along with somebody who has a place."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"), help_text=_("They get an e-mail and can sign off themselves."))
    language = forms.ChoiceField(label=_("Language of e-mails"), choices=offered_languages)


class TeamMemberForm(GuestForm, NeedsForm):
    """One person of a city's team."""

    field_order = ["name", "email", "language", "diet", "access"]
