"""Beginning an application, and saying which organisation one applies for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.actions.seats import KINDS
from portal.cities.models import Country
from portal.cities.queries.cities import city_options
from portal.cities.states import OrganisationKind


class StartForm(forms.Form):
    """Which body applies; asked only where someone acts for more than one."""

    organisation = forms.ChoiceField(label=_("Who applies"))

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.organisations = {str(body.uuid): body for body in organisations}
        self.fields["organisation"].choices = [(uuid, body.name) for uuid, body in self.organisations.items()]

    def clean_organisation(self):
        return self.organisations[self.cleaned_data["organisation"]]


class OrganisationForm(forms.Form):
    """An organisation that wants to apply. Its number is checked by its country's own rules."""

    kind = forms.ChoiceField(label=_("Type"), choices=[])
    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("As written in the public register."))
    country = forms.ChoiceField(label=_("Country"), choices=[])
    registration_number = forms.CharField(
        label=_("Registration number"),
        max_length=30,
        help_text=_("The number of the organisation in its country's public register."),
    )
    city = forms.ChoiceField(label=_("City"), required=False, choices=[])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        labels = dict(OrganisationKind.choices)
        self.fields["kind"].choices = [(kind.value, labels[kind.value]) for kind in KINDS]
        self.fields["country"].choices = [(country.code, country.name) for country in Country.objects.all()]
        self.fields["city"].choices = [("", _("None in particular")), *city_options()]
        self.fields["city"].widget.attrs["data-optional"] = "yes"


class AnswerForm(forms.Form):
    """Yes or no to an award."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("accept", _("We accept the award")), ("decline", _("We decline the award"))],
        widget=forms.RadioSelect,
    )
