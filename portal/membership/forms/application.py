"""Applying for membership, confirming and answering it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from portal.cities.queries.cities import cities
from portal.core import clock
from portal.core.languages import offered_languages
from portal.membership.models import MembershipApplication


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CityForm(forms.Form):
    """Which city applies."""

    city = forms.ModelChoiceField(
        label=_("City"), queryset=cities().none(), to_field_name="uuid", empty_label=_("Choose")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["city"].queryset = cities()
        self.fields["city"].label_from_instance = lambda city: f"{city.local_name}, {city.country.name}"


class MembershipApplicationForm(forms.Form):
    """What a city answers when it applies. All of it is asked for once it is submitted; a draft keeps anything."""

    contact_name = forms.CharField(
        label=_("Name of the contact person"),
        max_length=200,
        help_text=_("The one consistent contact of the city. It can be you."),
    )
    contact_email = forms.EmailField(label=_("E-mail address of the contact person"))
    decided_by = forms.CharField(
        label=_("Who took the political decision?"), max_length=200, help_text=_("For example the city council.")
    )
    decided_on = forms.DateField(label=_("When was it taken?"), widget=_day())
    politician_name = forms.CharField(
        label=_("Which politician confirms it?"), max_length=200, help_text=_("For example the mayor.")
    )
    politician_position = forms.CharField(label=_("Position"), max_length=120, help_text=_("Such as “Mayor”."))
    politician_email = forms.EmailField(
        label=_("E-mail address of the politician"),
        help_text=_("Their own: they sign in with it to confirm the decision."),
    )
    politician_language = forms.ChoiceField(label=_("Language of the e-mail to them"), choices=offered_languages)
    starts = forms.DateField(
        label=_("From when does the city want to be a member?"),
        widget=_day(),
        help_text=_("The first contribution is for the twelve months from that day."),
    )
    years = forms.IntegerField(
        label=_("For how many years at least?"), min_value=3, max_value=50, initial=3, help_text=_("Three or more.")
    )

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day > clock.today():
            raise forms.ValidationError(_("This day has not come yet. Apply once the decision is taken."))
        return day


class ReturnForm(forms.Form):
    """What is not right; the writer reads it."""

    reasons = forms.CharField(
        label=_("What is not right?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Whoever wrote the application reads your words."),
    )


class ApprovalForm(forms.Form):
    """From when a city is a member, and what was agreed."""

    starts = forms.DateField(label=_("First day"), widget=AdminDateInput)
    minimum_years = forms.IntegerField(label=_("Agreed for at least, years"), min_value=1, max_value=50)


class DeclineForm(forms.Form):
    """Why the alliance does not take a city in."""

    reasons = forms.CharField(
        label=_("Reasons"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The applicant and the politician read your words."),
    )


def approval_of(application: MembershipApplication) -> dict:
    """What was applied for, to begin with."""
    return {"starts": application.starts, "minimum_years": application.years}
