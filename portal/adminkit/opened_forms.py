"""What a staff form was opened with: the values it showed, field by field, signed and carried by the page.

They are read from the form as a browser would send it untouched, so that every widget is compared in its own terms and
a field can be put back as it stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser

from django.core import signing
from django.forms import BaseForm, BaseFormSet
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

OPENED = "opened_with"
SALT = "portal.adminkit.opened_forms"
# Never a value of the record.
BUTTONS = {"submit", "button", "image", "reset", "file"}

Sent = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class OpenedField:
    """One field as a browser would send it: its values by name, and how its choices are read."""

    label: str
    names: tuple[str, ...]
    values: Sent
    words: Mapping[tuple[str, str], str]

    def shown(self, values: Sent) -> str:
        """Values of this field as people read them."""
        found = [self.words.get((name, value), value) for name in self.names for value in values.get(name, ())]
        if self.words and not found and len(self.names) == 1 and (self.names[0], "on") in self.words:
            return _("no")
        return ", ".join(text for text in found if text.strip())


def opened_fields(form) -> dict[str, OpenedField]:
    """The fields of an unbound form (or of a formset, by row), by name."""
    if isinstance(form, BaseFormSet):
        return {"rows": _whole(form, _("Rows"))}
    fields = {}
    for name, field in form.fields.items():
        controls = _Controls()
        controls.feed(str(form[name]))
        fields[name] = controls.field(capfirst(str(field.label or form[name].label)))
    for name, formset in getattr(form, "formsets", {}).items():
        fields[f"rows-{name}"] = _whole(formset, capfirst(str(formset.model._meta.verbose_name_plural)))
    return fields


def _whole(formset: BaseFormSet, label: str) -> OpenedField:
    controls = _Controls()
    controls.feed(str(formset.management_form))
    for form in formset.forms:
        for field in form:
            controls.feed(str(field))
    return controls.field(label)


class _Controls(HTMLParser):
    """Reads the controls of rendered fields: their names, and what an untouched page would send of them."""

    def __init__(self):
        super().__init__()
        self.values: Sent = {}
        self.names: dict[str, None] = {}
        self.words: dict[tuple[str, str], str] = {}
        self._select = self._option = self._text = self._choice = None

    def field(self, label: str) -> OpenedField:
        return OpenedField(label, tuple(self.names), self.values, self.words)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        name, value = attributes.get("name"), attributes.get("value") or ""
        if tag == "option" and self._select is not None:
            self._option = {"value": value, "chosen": "selected" in attributes, "text": ""}
            self._select["options"].append(self._option)
        if not name or "disabled" in attributes:
            return
        self.names[name] = None
        if tag == "select":
            self._select = {"name": name, "many": "multiple" in attributes, "options": []}
        elif tag == "textarea":
            self._text = (name, [])
        elif tag == "input" and attributes.get("type") in ("checkbox", "radio"):
            value = attributes.get("value") or "on"
            self._choice = (name, value)
            self.words[self._choice] = _("yes") if value == "on" else ""
            if "checked" in attributes:
                self.values.setdefault(name, []).append(value)
        elif tag == "input" and attributes.get("type") not in BUTTONS:
            self.values.setdefault(name, []).append(value)

    def handle_data(self, data):
        if self._option is not None:
            self._option["text"] += data.strip()
        elif self._text is not None:
            self._text[1].append(data)
        elif self._choice and data.strip() and not self.words[self._choice]:
            self.words[self._choice] = data.strip()

    def handle_endtag(self, tag):
        if tag == "textarea" and self._text is not None:
            name, parts = self._text
            # A browser drops the line break that HTML allows after the tag.
            self.values.setdefault(name, []).append("".join(parts).removeprefix("\n"))
            self._text = None
        elif tag == "option":
            self._option = None
        elif tag == "select" and self._select is not None:
            self._choose()

    def _choose(self):
        select, self._select = self._select, None
        options = select["options"]
        chosen = [option["value"] for option in options if option["chosen"]]
        if not chosen and options and not select["many"]:
            chosen = [options[0]["value"]]
        if chosen:
            self.values.setdefault(select["name"], []).extend(chosen)
        self.words |= {(select["name"], option["value"]): option["text"] for option in options}


def sign_opened(form: BaseForm, at: datetime, about: str) -> str:
    """The hidden field of a page: what its form shows, when, and on which record's page."""
    values = {name: field.values for name, field in opened_fields(form).items()}
    return signing.dumps({"about": about, "at": at.timestamp(), "values": values}, salt=SALT, compress=True)


def read_opened(data: QueryDict, about: str) -> dict | None:
    """What a page was opened with, and when; None where it doesn't say, or says it of another page."""
    try:
        opened = signing.loads(data.get(OPENED, ""), salt=SALT)
    except signing.BadSignature:
        return None
    return opened if opened["about"] == about else None


def sent_values(data: QueryDict, field: OpenedField) -> Sent:
    """What was sent of a field."""
    return {name: lines(data.getlist(name)) for name in field.names if name in data}


def lines(values: list[str]) -> list[str]:
    """Values with one sort of line break: browsers send two characters."""
    return [value.replace("\r\n", "\n") for value in values]


def same(one: Sent, other: Sent) -> bool:
    """Whether a browser would send the same; nothing and an empty text are the same."""
    return {name: lines(values) for name, values in one.items() if any(values)} == {
        name: lines(values) for name, values in other.items() if any(values)
    }
