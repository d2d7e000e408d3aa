"""What kinds of letter are called in the staff screens; each app registers its own."""

from collections.abc import Mapping

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
    """Every registered kind with its name, by name: what a filter offers."""
    return sorted(((template, str(label)) for template, label in _labels.items()), key=lambda pair: pair[1])
