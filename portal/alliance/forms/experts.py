"""What staff, cities and experts fill in about the directory."""

from django import forms
from django.conf import settings
from django.core import signing
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from portal.alliance.domain.expert_table import FIELD_LENGTH, LENGTHS
from portal.alliance.models import Expert
from portal.cities.models import City
from portal.core.spreadsheet_reading import SpreadsheetUnreadable, read_spreadsheet

SALT = "alliance.import_experts"


def language_choices() -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]


class ExpertTableForm(forms.Form):
    """A table to look at before it is imported. `cleaned_data["table"]` is its rows as text."""

    file = forms.FileField(label=_("Table"), help_text=_("XLSX or CSV, 2 MB and 1,000 rows at most."))

    def clean_file(self):
        try:
            return read_spreadsheet(self.cleaned_data["file"])
        except SpreadsheetUnreadable:
            raise forms.ValidationError(_("This file can’t be read as a table. Send XLSX or CSV.")) from None


def carried(table: list[list[str]]) -> str:
    """A table that was looked at, for the hidden field of the page that imports it."""
    return signing.dumps(table, salt=SALT, compress=True)


def carried_table(value: str) -> list[list[str]]:
    """The table of that field. Raises signing.BadSignature for one that was altered."""
    return signing.loads(value, salt=SALT)


class ExpertEntryForm(forms.Form):
    """What an expert says of themselves."""

    name = forms.CharField(label=_("Name"), max_length=LENGTHS["name"])
    organisation = forms.CharField(label=_("Organisation"), max_length=LENGTHS["organisation"], required=False)
    fields_known = forms.CharField(
        label=_("What you know about"), max_length=500, help_text=_("Put a semicolon between two.")
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=language_choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    about = forms.CharField(
        label=_("About you"), max_length=LENGTHS["about"], required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def clean_fields_known(self):
        known = [part.strip() for part in self.cleaned_data["fields_known"].split(";") if part.strip()]
        if not known:
            raise forms.ValidationError(_("Name one field at least."))
        if any(len(one) > FIELD_LENGTH for one in known):
            raise forms.ValidationError(_("Shorten each to 80 characters."))
        return known

    @property
    def answers(self) -> dict:
        """What `update_expert` takes."""
        told = dict(self.cleaned_data)
        fields = told.pop("fields_known")
        return {**told, "fields": fields}

    @staticmethod
    def initial_of(expert: Expert) -> dict:
        return {
            "name": expert.name,
            "organisation": expert.organisation,
            "fields_known": "; ".join(field.name for field in expert.fields.all()),
            "languages": expert.language_codes,
            "about": expert.about,
        }


class AskExpertForm(forms.Form):
    """A question, for one of the cities somebody asks for."""

    city = forms.ModelChoiceField(label=_("For which city"), queryset=City.objects.none(), empty_label=None)
    question = forms.CharField(
        label=_("Your question"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("The expert reads it with the name of your city. Name no individuals."),
    )

    def __init__(self, *args, cities: list[City], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["city"].queryset = City.objects.filter(pk__in=[city.pk for city in cities])
        self.fields["city"].initial = cities[0].pk
        if len(cities) == 1:
            self.fields["city"].widget = forms.HiddenInput()
