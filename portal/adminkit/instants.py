"""Instants in staff forms: typed and shown as a day and a time in the zone of the record, whoever types, and wherever.

    class CallForm(ZonedInstants, forms.Form):
        instants = ("opens_at", "closes_at")
        opens_at, closes_at = WallTimeField(label=…), WallTimeField(label=…, day_ends=True)
        zone = forms.ChoiceField(…)                    # or a form that answers `zone_of_instants` another way

`cleaned_data` holds instants in UTC. A time that clocks skip in spring is refused; of one that comes twice in autumn
the form asks which, in a field of its own that appears below it.
"""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput

from portal.core.errors import Refused
from portal.core.form_values import FIRST_YEAR, LAST_YEAR
from portal.core.zones import Occurrence, comes_twice, instant_of, zone_choices

LAST_MINUTE = time(23, 59)


class WallTimeField(forms.DateTimeField):
    """A day and a time as clocks show them (naive); the form knows whose clocks. With `day_ends` a day without a time
    is its last minute, as deadlines are."""

    widget = AdminDateTimeInput

    def __init__(self, *, day_ends: bool = False, **options) -> None:
        super().__init__(**{"widget": AdminDateTimeInput(), **options})
        self.day_ends = day_ends
        if day_ends and not self.help_text:
            self.help_text = gettext_lazy("A day without a time means 23:59 on that day.")

    def to_python(self, value):
        if value in self.empty_values:
            return None
        wall = value if isinstance(value, datetime) else self._parsed(str(value).strip())
        if not FIRST_YEAR <= wall.year <= LAST_YEAR:
            bounds = {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
            raise forms.ValidationError(_("Write a year between %(first)s and %(last)s.") % bounds)
        return wall

    def _parsed(self, text: str) -> datetime:
        if day := self._day(text):
            return datetime.combine(day, LAST_MINUTE if self.day_ends else time())
        try:
            found = parse_datetime(text)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        if found and timezone.is_aware(found):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found or forms.fields.BaseTemporalField.to_python(self, text)

    @staticmethod
    def _day(text: str):
        try:
            return parse_date(text) or forms.DateField().to_python(text)
        except (ValueError, forms.ValidationError):
            return None


class ZonedInstants:
    """For a form: turns what was typed in the fields named in `instants` into instants, and shows instants as walls."""

    instants: tuple[str, ...] = ()

    def zone_of_instants(self, cleaned: dict) -> ZoneInfo | None:
        """Whose clocks are meant; None while that is not known."""
        return ZoneInfo(cleaned["zone"]) if cleaned.get("zone") else None

    def show_in_zone(self, zone: ZoneInfo) -> None:
        """Make what the fields begin with a day and a time in `zone`."""
        for name in self.instants:
            instant = self.initial.get(name) or self.fields[name].initial
            if not isinstance(instant, datetime) or timezone.is_naive(instant):
                continue
            local = instant.astimezone(zone)
            self.initial[name] = local.replace(tzinfo=None, fold=0)
            if comes_twice(local.replace(tzinfo=None), zone):
                self._ask_which(name, self.initial[name], initial=local.fold)

    def clean(self):
        cleaned = super().clean()
        for name in self.instants:
            cleaned.pop(_which(name), None)
        if zone := self.zone_of_instants(cleaned):
            for name in self.instants:
                if isinstance(wall := cleaned.get(name), datetime):
                    self._read(cleaned, name, wall.replace(tzinfo=None), zone)
        return cleaned

    def _read(self, cleaned: dict, name: str, wall: datetime, zone: ZoneInfo) -> None:
        chosen = self.data.get(self.add_prefix(_which(name)))
        occurrence = Occurrence(int(chosen)) if chosen in ("0", "1") else None
        if comes_twice(wall, zone):
            self._ask_which(name, wall)
        try:
            cleaned[name] = instant_of(self._to_the_second(name, wall), zone, occurrence)
        except Refused as refusal:
            self.add_error(name, str(refusal))

    def _to_the_second(self, name: str, wall: datetime) -> datetime:
        """Fields show minutes: what stood there and was left alone keeps its seconds, and so is no change."""
        begun = self.initial.get(name)
        left_alone = isinstance(begun, datetime) and begun.replace(second=0, microsecond=0) == wall
        return begun if left_alone else wall

    def _ask_which(self, name: str, wall: datetime, initial: int | None = None) -> None:
        """A field below the time: the first or the second of the two."""
        at = f"{wall:%H:%M}"
        field = forms.ChoiceField(
            label=_("%(label)s: which %(time)s?") % {"label": self.fields[name].label, "time": at},
            choices=[
                (str(Occurrence.FIRST.value), _("%(time)s, before clocks go back") % {"time": at}),
                (str(Occurrence.SECOND.value), _("%(time)s, after clocks have gone back") % {"time": at}),
            ],
            widget=forms.RadioSelect,
            required=False,
            initial=None if initial is None else str(initial),
        )
        order = list(self.fields)
        self.fields[_which(name)] = field
        order.insert(order.index(name) + 1, _which(name))
        self.order_fields(dict.fromkeys(order))


def _which(name: str) -> str:
    return f"{name}_which"


def zone_field(**options) -> forms.ChoiceField:
    """The choice of the zone that a record's instants are typed in."""
    label: Promise = gettext_lazy("Time zone")
    return forms.ChoiceField(**{"label": label, "choices": zone_choices, **options})
