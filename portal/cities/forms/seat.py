"""Who works in a city's pages: inviting, duties, handing over, standing in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.cities.forms.organisation import CityChoice
from portal.cities.models import City, CitySeat
from portal.cities.queries.people import active_seats
from portal.cities.states import CityDuty, CityRole
from portal.core.languages import offered_languages


def duty_field(**options) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("What may they do?"), choices=CityDuty.choices, widget=forms.CheckboxSelectMultiple, **options
    )


class InvitationForm(forms.Form):
    """Whom to invite to a city's pages, as what."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("They sign in with this address. We send the invitation there.")
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=CityRole.choices,
        widget=forms.RadioSelect,
        initial=CityRole.COLLEAGUE,
        help_text=_("A politician reads the city’s pages and confirms what is politically decided."),
    )
    position = forms.CharField(
        label=_("Position"),
        max_length=120,
        required=False,
        help_text=_("Such as “Mayor”."),
        widget=forms.TextInput(attrs={"data-optional": ""}),
    )
    duties = duty_field(required=False, help_text=_("For a colleague."))
    language = forms.ChoiceField(
        label=_("Language of e-mails"), choices=offered_languages, help_text=_("Only for a new account.")
    )


class StaffInvitationForm(InvitationForm):
    """Staff invite for a city, such as a mayor where it has no contact person."""

    city = CityChoice(label=_("City"))
    field_order = ["city"]


class DutiesForm(forms.Form):
    """What a colleague may do from now on."""

    duties = duty_field(error_messages={"required": _("Choose at least one thing the colleague may do.")})


class SeatChoice(forms.ModelChoiceField):
    """A colleague of the city who has accepted."""

    def label_from_instance(self, seat: CitySeat) -> str:
        return seat.user.get_full_name() or seat.user.email


class HandOverForm(forms.Form):
    """Which colleague becomes contact person."""

    seat = SeatChoice(label=_("New contact person"), queryset=CitySeat.objects.none(), to_field_name="uuid")

    def __init__(self, *args, city: City, **kwargs):
        super().__init__(*args, **kwargs)
        colleagues = active_seats(CityRole.COLLEAGUE).filter(city=city, user__is_active=True)
        self.fields["seat"].queryset = colleagues.select_related("user").order_by("user__name", "pk")

    @property
    def has_choice(self) -> bool:
        return self.fields["seat"].queryset.exists()


class StandInForm(HandOverForm):
    """Which colleague stands in, from when until when."""

    since = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seat"].label = _("Who stands in?")
