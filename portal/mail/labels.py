"""What kinds of letter are called in the staff screens; each app registers its own."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

_labels: dict[str, object] = {
    "django": _("Notice from the editing system"),
    "mail/fresh_link": _("Fresh link"),
}


def register_letters(labels: Mapping[str, object]) -> None:
    """Name kinds of letter: `register_letters({"pioneers/consent_asked": _("Asking for consent")})`."""
    _labels.update(labels)


def letter_label(template: str) -> str:
    """The kind in words; an unregistered one is made readable from its name."""
    if template in _labels:
        return str(_labels[template])
    return template.rpartition("/")[2].replace("_", " ").capitalize()


def letter_labels() -> list[tuple[str, str]]:
    """Every kind of letter with its name, by name: what a filter offers."""
    kinds = {*_labels, *_kinds_on_disk()}
    return sorted(((kind, letter_label(kind)) for kind in kinds), key=lambda pair: pair[1])


@cache
def _kinds_on_disk() -> frozenset[str]:
    """The kinds there are words for, also where nobody has given them a name."""
    found = set()
    for folder in settings.TEMPLATES[0]["DIRS"]:
        letters = Path(folder) / "email"
        for subject in letters.glob("*/*.subject.txt"):
            found.add(subject.relative_to(letters).as_posix().removesuffix(".subject.txt"))
    return frozenset(found)
