"""The nomination form: every section on one page. What was typed is read leniently for the draft (`typed`), and held to
every limit by the action that sends it; its sentences are put beside the fields (`explain`)."""

import uuid
from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from pioneers.actions.drafts import FIELDS, JOINABLE, PLAIN_FIELDS, draft_fields
from pioneers.models import Category, Edition, Nomination
from pioneers.queries.countries import country_choices
from pioneers.states import CandidacyKind, Relation
from portal.core.held_forms import FieldWords, new_tab
from portal.core.merge import pack
from portal.core.normalisation import normalise

MEMBER_ROWS = 12
LINK_ROWS = 10
LENGTHS = {"nominator_name": 200, "relation_text": 300, "nominee_name": 200, "email": 254, "link": 500, "text": 20_000}


def clean_text(text: str, limit: int) -> str:
    """Typed text as it is kept: normalised (portal.core.normalisation), at most `limit` characters of it."""
    return normalise(text or "").strip()[:limit]


def clean_line(text: str, limit: int) -> str:
    """The same on one line."""
    return " ".join(clean_text(text, limit * 2).split())[:limit]


class NominationForm(forms.Form):
    """Draws the form for an edition. It never refuses a draft: `typed()` keeps whatever was written."""

    nominator_name = forms.CharField(label=_("Your name"), max_length=200, required=False)
    nominator_email = forms.CharField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_("We send a code there before the nomination is sent, and when you open this draft again later."),
    )
    relation = forms.ChoiceField(label=_("How do you know them?"), required=False)
    relation_text = forms.CharField(label=_("Tell us more about how you know them"), max_length=300, required=False)
    kind = forms.ChoiceField(
        label=_("Who are you nominating?"),
        choices=CandidacyKind.choices,
        widget=forms.RadioSelect,
        required=False,
        initial=CandidacyKind.PERSON,
    )
    nominee_name = forms.CharField(label=_("Their name, or the group’s name"), max_length=200, required=False)
    nominee_email = forms.CharField(
        label=_("Their e-mail address"),
        required=False,
        help_text=_(
            "We e-mail them before anyone judges the nomination, and tell them who you are. Nobody else "
            "sees the address."
        ),
    )
    nominee_country = forms.ChoiceField(label=_("Where they live"), required=False)
    category = forms.ChoiceField(label=_("Theme"), widget=forms.RadioSelect, required=False)
    did = forms.CharField(label=_("What did they do?"), required=False)
    changed = forms.CharField(label=_("What changed?"), required=False)
    courage = forms.CharField(label=_("Why did it take courage?"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    base = forms.CharField(widget=forms.HiddenInput, required=False)
    tab = forms.CharField(widget=forms.HiddenInput, required=False)
    seal = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, edition: Edition, categories, own_address: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.edition = edition
        self.categories = list(categories)
        self.own_address = own_address
        fields = self.fields
        fields["relation"].choices = [("", _("Choose")), *Relation.choices]
        fields["nominee_country"].choices = [("", _("Choose")), *country_choices(edition.countries)]
        fields["category"].choices = [(str(category.uuid), category.name) for category in self.categories]
        self._add_rows()
        self._dress()

    def _add_rows(self):
        self.member_rows = min(MEMBER_ROWS, self.edition.members_limit)
        self.link_rows = min(LINK_ROWS, self.edition.links_limit)
        for number in range(1, self.member_rows + 1):
            self.fields[f"member_{number}_name"] = forms.CharField(
                label=_("Person %(number)s: name") % {"number": number}, max_length=200, required=False
            )
            self.fields[f"member_{number}_email"] = forms.CharField(
                label=_("Person %(number)s: e-mail address") % {"number": number}, required=False
            )
        for number in range(1, self.link_rows + 1):
            self.fields[f"link_{number}"] = forms.CharField(
                label=_("Link %(number)s") % {"number": number}, max_length=500, required=False
            )

    def _dress(self):
        """Widgets: keyboards that fit, names browsers can fill in, words counted, what must be filled in marked."""
        wanted = {"data-required": "yes"}
        for name, field in self.fields.items():
            attrs = field.widget.attrs
            if name.endswith("_email"):
                attrs |= {"type": "email", "inputmode": "email", "autocapitalize": "none", "maxlength": "254"}
                field.widget.input_type = "email"
            if name.startswith("link_"):
                attrs |= {"inputmode": "url", "autocapitalize": "none", "placeholder": "https://"}
        for name in ("did", "changed", "courage"):
            limit = getattr(self.edition, f"words_{name}")
            self.fields[name].widget = forms.Textarea(
                attrs={"rows": 8, "data-words": str(limit), "maxlength": str(LENGTHS["text"]), **wanted}
            )
        self.fields["relation_text"].widget.attrs["data-optional"] = "yes"
        for name in ("nominator_name", "nominator_email", "relation", "nominee_name", "nominee_country", "category"):
            self.fields[name].widget.attrs |= wanted
        self.fields["nominator_name"].widget.attrs["autocomplete"] = "name"
        self.fields["nominator_email"].widget.attrs["autocomplete"] = "email"
        self.fields["nominee_email"].widget.attrs["autocomplete"] = "off"
        if self.own_address:
            self.fields["nominator_email"].widget.attrs["readonly"] = True
            self.fields["nominator_email"].help_text = _("The address you are signed in with.")

    # Sections, as the template draws them.

    @property
    def member_fields(self):
        return [
            (self[f"member_{number}_name"], self[f"member_{number}_email"]) for number in range(1, self.member_rows + 1)
        ]

    @property
    def link_fields(self):
        return [self[f"link_{number}"] for number in range(1, self.link_rows + 1)]

    @property
    def has_members(self) -> bool:
        return self["kind"].value() == CandidacyKind.GROUP or any(
            name.value() or email.value() for name, email in self.member_fields
        )

    # What was typed.

    def typed(self) -> dict:
        """The draft's values from what was posted, whole or not, right or wrong."""
        line = self._line
        return {
            "nominator_name": line("nominator_name", 200),
            "nominator_email": (self.own_address or line("nominator_email", 254)).lower(),
            "relation": self._one_of("relation", Relation.values),
            "relation_text": line("relation_text", 300),
            "kind": self._one_of("kind", CandidacyKind.values) or CandidacyKind.PERSON.value,
            "nominee_name": line("nominee_name", 200),
            "nominee_email": line("nominee_email", 254).lower(),
            "nominee_country": self._one_of("nominee_country", self.edition.countries),
            "members": self._members(),
            "category": self._category(),
            "did": clean_text(self.data.get("did"), LENGTHS["text"]),
            "changed": clean_text(self.data.get("changed"), LENGTHS["text"]),
            "courage": clean_text(self.data.get("courage"), LENGTHS["text"]),
            "links": [
                link
                for number in range(1, self.link_rows + 1)
                if (link := _web(line(f"link_{number}", LENGTHS["link"])))
            ],
        }

    @property
    def typed_version(self) -> int:
        """The version the page was opened with; a page without one began with none."""
        text = self.data.get("version") or "0"
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    def words(self, names: Iterable[str], theirs: Mapping) -> list[FieldWords]:
        """Fields as they were typed here and as they are stored, for a person to choose."""
        mine = draft_fields(self.typed())
        return [
            FieldWords(
                name,
                self.label_of(name),
                self._shown(name, mine.get(name)),
                self._shown(name, theirs.get(name)),
                name in JOINABLE,
            )
            for name in names
        ]

    def labelled(self, values: Mapping[str, object]) -> dict[str, str]:
        """Answers as they are read, under the labels of their fields."""
        return {self.label_of(name): self._shown(name, value) for name, value in values.items()}

    def label_of(self, name: str) -> str:
        rows = {"members": _("The people in the group"), "links": _("Links")}
        return str(rows.get(name) or self.fields[name].label)

    def _shown(self, name: str, value) -> str:
        if not value:
            return ""
        if name == "members":
            return "\n".join(" · ".join(part for part in (row["name"], row["email"]) if part) for row in value)
        if name == "links":
            return "\n".join(value)
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, value))

    def rows(self) -> dict:
        """The rows of people and links without the gaps somebody left, as the draft keeps them: what is said about the
        second person then stands beside the second person."""
        typed = self.typed()
        filled = {
            **{
                f"member_{number}_{part}": "" for number in range(1, self.member_rows + 1) for part in ("name", "email")
            },
            **{f"link_{number}": "" for number in range(1, self.link_rows + 1)},
        }
        return filled | _rows_of(typed["members"], typed["links"])

    def explain(self, errors: dict) -> None:
        """Put the sentences of a refusal beside their fields."""
        self.is_valid()
        for name, sentence in errors.items():
            self.add_error(name if name in self.fields else None, sentence)

    def _line(self, name: str, limit: int) -> str:
        return clean_line(self.data.get(name), limit)

    def _one_of(self, name: str, values) -> str:
        typed = self.data.get(name, "")
        return typed if typed in values else ""

    def _category(self) -> Category | None:
        try:
            wanted = uuid.UUID(self.data.get("category", ""))
        except ValueError:
            return None
        return next((category for category in self.categories if category.uuid == wanted), None)

    def _members(self) -> list[dict]:
        rows = (
            {
                "name": self._line(f"member_{number}_name", 200),
                "email": self._line(f"member_{number}_email", 254).lower(),
            }
            for number in range(1, self.member_rows + 1)
        )
        return [row for row in rows if row["name"] or row["email"]]


def initial_of(draft: Nomination) -> dict:
    """What the form shows of a stored draft."""
    values = {name: getattr(draft, name) for name in (*PLAIN_FIELDS, "version")}
    values["category"] = str(draft.category.uuid) if draft.category else ""
    return values | opened_with(draft) | _rows_of(draft.members, draft.links)


def opened_with(draft: Nomination) -> dict:
    """The hidden fields of a page that is about to show this draft."""
    stored = draft_fields({name: getattr(draft, name) for name in FIELDS})
    return {"version": draft.version, "base": pack(stored), "tab": new_tab()}


def first_of(nominator_name: str, nominator_email: str) -> dict:
    """What the form shows before there is a draft."""
    values = {"nominator_name": nominator_name, "nominator_email": nominator_email}
    return {**values, "version": 0, "base": pack({**values, "kind": CandidacyKind.PERSON.value}), "tab": new_tab()}


def _rows_of(members: list[dict], links: list[str]) -> dict:
    """The form's fields for people and links, one row each from the first on."""
    values = {f"link_{number}": link for number, link in enumerate(links, 1)}
    for number, member in enumerate(members, 1):
        values[f"member_{number}_name"] = member["name"]
        values[f"member_{number}_email"] = member["email"]
    return values


def _web(link: str) -> str:
    """People type `www.example.org`: that is a web address too."""
    return f"https://{link}" if link.lower().startswith("www.") else link


class CodeForm(forms.Form):
    """The six digits from a letter."""

    code = forms.CharField(
        label=_("Code from the e-mail"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autocapitalize": "none", "size": "10"}
        ),
    )


class AddressForm(forms.Form):
    """The address a draft was written with."""

    email = forms.EmailField(
        label=_("The e-mail address you typed in the draft"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
