"""Motions of an assembly: what staff write, what a city answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.adminkit.action_fields import action_fields
from portal.cities.models import City
from portal.core.form_values import bounded
from portal.core.texts_field import TextsField
from portal.events.actions.motions import create_motion, update_motion
from portal.events.models import Event, Motion
from portal.events.queries.motions import possible_delegates
from portal.events.states import Choice, EventKind
from portal.membership.queries.memberships import members
from portal.people.models import User


class MotionForm(forms.ModelForm):
    """What is decided on."""

    titles = TextsField(label=_("Title"), max_length=200)
    texts = TextsField(label=_("Text"), rows=6, required=False)

    class Meta:
        model = Motion
        fields = action_fields(update_motion, Motion)
        formfield_callback = bounded(number=(1, 999))

    def _get_validation_exclusions(self):
        # The action says in its own words that the number is taken.
        return {*super()._get_validation_exclusions(), "number"}


class NewMotionForm(MotionForm):
    """The same with its assembly and its number, which never change afterwards."""

    event = forms.ModelChoiceField(label=_("Event"), queryset=Event.objects.filter(kind=EventKind.ASSEMBLY))

    class Meta(MotionForm.Meta):
        fields = action_fields(create_motion, Motion)


class MinutesForm(forms.Form):
    """What the minutes say of a motion."""

    minutes = forms.CharField(
        label=_("Minutes"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )


class BallotForm(forms.Form):
    """One city's vote."""

    choice = forms.ChoiceField(label=_("Vote"), choices=Choice.choices, widget=forms.RadioSelect)


class AccountChoice(forms.ModelChoiceField):
    def label_from_instance(self, user: User) -> str:
        return user.get_full_name() or user.email


class CityName(forms.ModelChoiceField):
    def label_from_instance(self, city: City) -> str:
        return f"{city.local_name}, {city.country.name}"


class DelegateForm(forms.Form):
    """Who votes for the city."""

    delegate = AccountChoice(
        label=_("Who votes?"),
        queryset=User.objects.none(),
        to_field_name="uuid",
        required=False,
        empty_label=_("The contact person"),
    )

    def __init__(self, *args, city: City, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["delegate"].queryset = possible_delegates(city)


class ProxyForm(forms.Form):
    """Which city votes instead."""

    holder = CityName(label=_("City that votes for you"), queryset=City.objects.none(), to_field_name="uuid")

    def __init__(self, *args, city: City, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["holder"].queryset = members(on).exclude(pk=city.pk).select_related("country")
