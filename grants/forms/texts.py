"""Parts staff forms share: texts in the site's languages, sums, instants in a zone."""

from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.money import Money, NotASum, parse_money

# Zones a call can be announced in: those of the Nordic countries and territories.
ZONES = [
    zone
    for zone in (
        "Europe/Copenhagen",
        "Europe/Oslo",
        "Europe/Stockholm",
        "Europe/Helsinki",
        "Europe/Mariehamn",
        "Atlantic/Reykjavik",
        "Atlantic/Faroe",
        "America/Nuuk",
    )
    if zone in available_timezones()
]


def text_fields(name: str, label, *, lines: int = 1, required: bool = True) -> dict[str, forms.Field]:
    """A field for each language, `<name>_en` and so on; only the first language can be required."""
    fields = {}
    for code, language in settings.LANGUAGES:
        widget = forms.Textarea(attrs={"rows": lines}) if lines > 1 else forms.TextInput()
        fields[f"{name}_{code}"] = forms.CharField(
            label=format_lazy("{label} ({language})", label=label, language=language),
            required=required and code == settings.LANGUAGE_CODE,
            widget=widget,
        )
    return fields


def texts_from(cleaned: dict, name: str) -> dict[str, str]:
    """Take the fields of `text_fields` out of the answers and give them as `{language: text}`."""
    typed = {code: cleaned.pop(f"{name}_{code}", "").strip() for code, _language in settings.LANGUAGES}
    return {code: text for code, text in typed.items() if text}


def texts_initial(name: str, texts: dict[str, str]) -> dict[str, str]:
    return {f"{name}_{code}": text for code, text in texts.items()}


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
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, help_text=help_text, widget=widget)


def in_zone(typed: datetime, zone: str) -> datetime:
    """What was typed as local time, as an instant. In the hour that comes twice in autumn it is the first."""
    return typed.replace(tzinfo=ZoneInfo(zone))


def local(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def zone_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Time zone"), choices=[(zone, zone.replace("_", " ")) for zone in ZONES], initial=settings.DEFAULT_ZONE
    )
