"""Kinds of letter. Each is declared once, beside the function that writes it; an app's portal_hooks makes the modules
that declare them known."""

from dataclasses import dataclass
from types import ModuleType

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Audience:
    """Who gets a letter: `label` says it to staff, `because` to the reader, at the foot of the e-mail."""

    label: str | Promise
    because: str | Promise = ""


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind of letter. Its words are in `templates/letters/<key>.md`; `label`, `audience` and `purpose` (when and
    what for it is sent) tell staff what it is."""

    key: str
    label: str | Promise
    audience: Audience
    purpose: str | Promise

    @property
    def reason(self) -> str:
        """The key as reasons of letters begin with it: `grants.receipt`."""
        return self.key.replace("/", ".")


_kinds: dict[str, LetterKind] = {}


def register_letters(*modules: ModuleType) -> None:
    """Make every kind that these modules declare known to the staff screens: `register_letters(letters)`."""
    for module in modules:
        _kinds.update({kind.key: kind for kind in vars(module).values() if isinstance(kind, LetterKind)})


def letter_kinds() -> list[LetterKind]:
    """Every kind that was registered, by key."""
    return sorted(_kinds.values(), key=lambda kind: kind.key)


def letter_kind(key: str) -> LetterKind | None:
    """The kind with this key; None for stored letters of a kind that is no longer written."""
    return _kinds.get(key)


def letter_label(key: str) -> str:
    """The kind in words; one that is no longer written is made readable from its key."""
    kind = letter_kind(key)
    return str(kind.label) if kind else key.rpartition("/")[2].replace("_", " ").capitalize()


def letter_labels() -> list[tuple[str, str]]:
    """Every kind with its name, by name: what a filter offers."""
    return sorted(((kind.key, str(kind.label)) for kind in letter_kinds()), key=lambda pair: pair[1])
