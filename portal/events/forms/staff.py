"""Forms of the secretariat. They parse; the actions decide."""

from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.adminkit.action_fields import action_fields
from portal.adminkit.instants import WallTimeField, ZonedInstants, zone_field
from portal.cities.forms.organisation import CityChoice
from portal.core.form_values import bounded
from portal.core.languages import offered_languages
from portal.core.texts_field import TextsField
from portal.events.actions.events import WHERE_AND_WHEN, create_event
from portal.events.actions.programme import create_programme_item, update_programme_item
from portal.events.models import Event, ProgrammeItem
from portal.events.states import EventState


def place_field() -> TextsField:
    return TextsField(
        label=_("Place"),
        max_length=120,
        required=False,
        help_text=_("What everyone reads, such as “Bergen”. Empty for an event online."),
    )


ADDRESS_HELP = _("Shown only to those who have a place.")


def link_field() -> forms.URLField:
    return forms.URLField(
        label=_("Link to take part"), max_length=500, required=False, help_text=ADDRESS_HELP, assume_scheme="https"
    )


class EventForm(ZonedInstants, forms.ModelForm):
    """Every setting of an event. Of one that was published, time and place change by the step “Move”."""

    instants = ("starts_at", "ends_at", "registration_opens_at", "registration_closes_at")

    titles = TextsField(label=_("Title"), max_length=200)
    introductions = TextsField(label=_("Introduction"), rows=2, required=False)
    descriptions = TextsField(label=_("Description"), rows=6, required=False)
    zone = zone_field(initial=settings.DEFAULT_ZONE)
    places = place_field()
    link = link_field()
    registration_closes_at = WallTimeField(label=_("Registration closes"), day_ends=True)

    class Meta:
        model = Event
        fields = action_fields(create_event, Event)
        field_classes = {"starts_at": WallTimeField, "ends_at": WallTimeField, "registration_opens_at": WallTimeField}
        help_texts = {
            "address": ADDRESS_HELP,
            "capacity": _("Empty: no limit."),
            "team_limit": _("What is agreed otherwise with a city has a list of its own."),
        }
        formfield_callback = bounded(
            capacity=(1, 100_000), team_limit=(1, 500), guest_limit=(0, 20), needs_days=(0, 365)
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.show_in_zone(ZoneInfo(self.instance.zone))
            if self.instance.state != EventState.DRAFT:
                for name in WHERE_AND_WHEN & self.fields.keys():
                    self.fields[name].disabled = True

    def _get_validation_exclusions(self):
        # The action says in its own words which time comes before another.
        return {*super()._get_validation_exclusions(), *self.instants}


class MoveForm(ZonedInstants, forms.Form):
    """Another time or place."""

    needs_record = True
    instants = ("starts_at", "ends_at")

    zone = zone_field()
    starts_at = WallTimeField(label=_("Starts"))
    ends_at = WallTimeField(label=_("Ends"))
    places = place_field()
    address = forms.CharField(label=_("Exact address"), max_length=300, required=False, help_text=ADDRESS_HELP)
    link = link_field()
    why = forms.CharField(
        label=_("Why"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the e-mail."),
    )

    def __init__(self, *args, record: Event, **kwargs):
        super().__init__(*args, **kwargs)
        self.show_in_zone(ZoneInfo(record.zone))


class CancelForm(forms.Form):
    """Why an event does not take place."""

    reason = forms.CharField(
        label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Stands in the e-mail.")
    )


class ProgrammeItemForm(ZonedInstants, forms.ModelForm):
    """One item, at times on the clocks of its event."""

    instants = ("starts_at", "ends_at")

    titles = TextsField(label=_("Title"), max_length=200)
    descriptions = TextsField(label=_("Description"), rows=3, required=False)

    class Meta:
        model = ProgrammeItem
        fields = action_fields(update_programme_item, ProgrammeItem)
        field_classes = {"starts_at": WallTimeField, "ends_at": WallTimeField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.show_in_zone(ZoneInfo(self.instance.event.zone))

    def _get_validation_exclusions(self):
        return {*super()._get_validation_exclusions(), *self.instants}

    def zone_of_instants(self, cleaned):
        event = self.instance.event if self.instance.pk else cleaned.get("event")
        return ZoneInfo(event.zone) if event else None


class NewProgrammeItemForm(ProgrammeItemForm):
    """The same with its event, which never changes afterwards."""

    class Meta(ProgrammeItemForm.Meta):
        fields = action_fields(create_programme_item, ProgrammeItem)


def event_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(label=_("Event"), queryset=Event.objects.all())


class ParticipantForm(forms.Form):
    """Somebody whom staff sign up."""

    event = event_field()
    city = CityChoice(label=_("City"), required=False, help_text=_("Whose team they count in; empty for nobody’s."))
    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"))
    language = forms.ChoiceField(label=_("Language of e-mails"), choices=offered_languages)


class TeamLimitForm(forms.Form):
    """How many may come from one city, as agreed with it."""

    event = event_field()
    city = CityChoice(label=_("City"))
    limit = forms.IntegerField(label=_("People in the team"), min_value=0, max_value=500)
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class CityInvitationForm(forms.Form):
    """Which city is invited."""

    event = event_field()
    city = CityChoice(label=_("City"))


class DoorHelperForm(forms.Form):
    """Who checks people in."""

    event = event_field()
    email = forms.EmailField(label=_("E-mail address"), help_text=_("Of an account on this site."))
