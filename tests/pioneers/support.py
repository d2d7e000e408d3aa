"""What several tests of the prize need: a filled-in form, links and codes out of letters, reveals."""

import re

from django.utils import translation

from portal.mail.models import Letter
from portal.mail.secrets import revealed


def answers(edition, **changes):
    """The nomination form as somebody fills it in."""
    return {
        "nominator_name": "Åse Nominatør",
        "nominator_email": "ase@example.org",
        "relation": "teacher",
        "relation_text": "I teach their class.",
        "kind": "person",
        "nominee_name": "Þóra Ŋálla Šuvvá",
        "nominee_email": "thora@example.org",
        "nominee_country": "NO",
        "category": str(edition.categories.first().uuid),
        "did": "Opened a meeting place for everyone.",
        "changed": "Fifty young people come every week.",
        "courage": "There were threats, and they stayed.",
        "link_1": "https://example.org/a-story",
        "version": "0",
        **changes,
    }


def letters(reason: str):
    """Letters whose reason begins with the words given, oldest first."""
    return list(Letter.objects.filter(reason__startswith=reason).order_by("id"))


def text_of(letter: Letter) -> str:
    """A letter's plain text as it is sent, links and codes put in."""
    return revealed(letter.text, letter.uuid, letter.secrets)


def code_in(letter: Letter) -> str:
    """The six digits in a letter."""
    return re.search(r"\b\d{6}\b", text_of(letter)).group()


def path_in(letter: Letter) -> str:
    """The path of the first link of ours in a letter."""
    return re.search(r"https?://[^/\s]+(/\S*consent/\S+)", text_of(letter)).group(1)


def in_language(code: str):
    return translation.override(code)
