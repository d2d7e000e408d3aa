"""What is recorded beside an event, in words: each key of its data with a label, each code as staff know it.

Most keys are fields of what the event is about, and read as the field does: its name, its choices. Apps register the
rest in their `portal_hooks`:

    register_event_details("grants", {"passed": EventDetail(_("Passed")), "sha256": None})
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import capfirst

from portal.core.formats import brief, money

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class EventDetail:
    """How one key reads: its `label`, and `value`, what the stored value is in words (left as it is where there is
    none; asked for each member of a list)."""

    label: Any
    value: Callable[[Any], Any] | None = None


_details: dict[str, EventDetail | None] = {}


def register_event_details(scope: str, details: Mapping[str, EventDetail | None]) -> None:
    """Say how keys read in the events of an app (`scope` "grants"), of one verb ("grants.publish_award"), or, with the
    scope "", of every app that does not say otherwise. None: a key for machines, which nobody has to read."""
    _details.update({f"{scope}.{key}": detail for key, detail in details.items()})


def has_words(verb: str, key: str) -> bool:
    """Whether an app said how this key of the verb's data reads."""
    return any(f"{scope}.{key}" in _details for scope in _scopes(verb))


def event_details(verb: str, kind: str, data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The data of an event about an object of this kind (`grants.call`) as labels and values, to be read by staff."""
    model = _model(kind)
    lines = []
    for key, value in data.items():
        detail = _detail(verb, key, model)
        if detail is None or (key == "currency" and any(name.endswith("_minor") for name in data)):
            continue
        if key.endswith("_minor") and data.get("currency"):
            words = money(value, data["currency"])
        elif key in ("changed", "fields"):
            words = ", ".join(_field_name(model, name) for name in value)
        else:
            words = _in_words(value, detail.value)
        lines.append((capfirst(str(detail.label)), words))
    return lines


def _scopes(verb: str) -> tuple[str, str, str]:
    return verb, verb.partition(".")[0], ""


def _detail(verb: str, key: str, model: type[Model] | None) -> EventDetail | None:
    """How a key reads: as registered, the narrowest scope first; else as the field of that name; else its own name."""
    for scope in _scopes(verb):
        if f"{scope}.{key}" in _details:
            return _details[f"{scope}.{key}"]
    field = _field(model, key)
    if field is None:
        return EventDetail(_readable(key))
    choices = dict(getattr(field, "flatchoices", None) or ())
    return EventDetail(_field_name(model, key), lambda value: choices.get(value, value))


def _in_words(value: Any, show: Callable[[Any], Any] | None) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{_in_words(key, show)}: {_in_words(one, None)}" for key, one in value.items()) or brief("")
    if isinstance(value, list):
        return ", ".join(_in_words(one, show) for one in value) or brief("")
    shown = show(value) if show and value is not None else value
    if isinstance(shown, str) and ISO_DAY.match(shown):
        shown = (parse_date(shown) if ISO_DAY.fullmatch(shown) else parse_datetime(shown)) or shown
    return str(brief(shown))


def _model(kind: str) -> type[Model] | None:
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None


def _field(model: type[Model] | None, name: str) -> Any:
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
    return field if hasattr(field, "verbose_name") else None


def _field_name(model: type[Model] | None, name: str) -> str:
    field = _field(model, name)
    return str(field.verbose_name) if field else _readable(name)


def _readable(name: str) -> str:
    return name.removesuffix("_minor").replace("_", " ")


def kind_name(kind: str) -> str:
    """What an object of this kind is called: `grants.call` → call."""
    model = _model(kind)
    return str(model._meta.verbose_name) if model else kind
