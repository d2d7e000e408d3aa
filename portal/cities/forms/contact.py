from django import forms
from django.utils.translation import gettext_lazy as _

from portal.cities.forms.organisation import CityChoice
from portal.core.languages import offered_languages


class AppointmentForm(forms.Form):
    """Who is to speak for a city. Who does so until now, ends."""

    city = CityChoice(label=_("City"))
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("They sign in with this address and are told by e-mail. The previous contact person is told too."),
    )
    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("An account that exists keeps its own name."))
    language = forms.ChoiceField(
        label=_("Language of e-mails"), choices=offered_languages, help_text=_("Only for a new account.")
    )
