from django import forms
from django.utils.translation import gettext_lazy as _

from portal.adminkit.action_fields import action_fields
from portal.cities.actions.organisations import register_organisation, update_organisation
from portal.cities.models import City, Organisation


class CityChoice(forms.ModelChoiceField):
    """Cities by name, each with its country."""

    def __init__(self, **options):
        super().__init__(queryset=City.objects.select_related("country"), **options)

    def label_from_instance(self, city):
        return f"{city.local_name}, {city.country.name}"


class OrganisationForm(forms.ModelForm):
    """An organisation. Its number is checked by the action, by the rules of its country."""

    city = CityChoice(label=_("City"), required=False)

    class Meta:
        model = Organisation
        fields = action_fields(update_organisation, Organisation)
        help_texts = {
            "registration_number": _(
                "CVR, organisation number, Y-tunnus or kennitala of the organisation. Empty if it has none."
            )
        }

    def _get_validation_exclusions(self):
        # The action says in its own words that the number is taken.
        return {*super()._get_validation_exclusions(), "registration_number"}


class NewOrganisationForm(OrganisationForm):
    """The same with its country, which never changes afterwards."""

    class Meta(OrganisationForm.Meta):
        fields = action_fields(register_organisation, Organisation)
