"""Parts staff forms share: sums, instants in a zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from portal.core.money import Money, NotASum, parse_money
from portal.core.zones import zone_choices


def sum_field(label, help_text="", required=True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


def read_sum(form: forms.Form, name: str, currency: str) -> Money | None:
    """The sum typed in a field, with a sentence beside it when it is none."""
    try:
        return parse_money(form.cleaned_data.get(name, ""), currency)
    except NotASum as refusal:
        if name not in form.errors:
            form.add_error(name, str(refusal))
        return None


def sum_initial(money: Money) -> str:
    return f"{money.major:f}"


IN_ZONE_BELOW = _("In the time zone chosen below.")


def instant_field(label, help_text=IN_ZONE_BELOW) -> forms.DateTimeField:
    return forms.DateTimeField(label=label, help_text=help_text, widget=AdminDateTimeInput())


def in_zone(typed: datetime, zone: str) -> datetime:
    """What was typed as local time, as an instant. In the hour that comes twice in autumn it is the first."""
    return typed.replace(tzinfo=ZoneInfo(zone))


def local(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def zone_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Time zone"), choices=zone_choices, initial=settings.DEFAULT_ZONE)
