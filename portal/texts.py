"""Texts of records in several languages: a JSON field `{language: text}`, read with fallback."""

import unicodedata
from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import get_language

# Who reads what when their own language has no text: the neighbours who understand each other first, then English.
FALLBACK = {
    "da": ("nb", "sv", "en"),
    "nb": ("da", "sv", "en"),
    "sv": ("nb", "da", "en"),
    "fi": ("en", "sv"),
    "is": ("en", "da"),
    "en": (),
}


def localised(texts: Mapping[str, str] | None, language: str | None = None) -> str:
    """The text in `language` (the active one unless given), else in the nearest language that has one, else empty."""
    return (texts or {}).get(language_used(texts, language)) or ""


def language_used(texts: Mapping[str, str] | None, language: str | None = None) -> str:
    """The code of the language `localised` answers in, for the `lang` attribute."""
    texts = texts or {}
    language = (language or get_language() or settings.LANGUAGE_CODE).split("-")[0]
    candidates = (language, *FALLBACK.get(language, ()), "en", *texts)
    return next((code for code in candidates if texts.get(code)), language)


# Letters that Unicode does not take apart into a base letter and a mark.
LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "đ": "d", "þ": "th", "ŋ": "n", "ł": "l", "ŧ": "t", "ħ": "h", "ı": "i"}
)


def fold(*texts: str | None) -> str:
    """What is compared when people search: no case, no accents, no invisible marks, single spaces.

    `fold("Þóra Bjørk-Ærøe")` is `"thora bjork-aeroe"`. Both the stored `search_text` and the words typed are folded.
    """
    joined = " ".join(text for text in texts if text)
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", joined).casefold())
    letters = (letter for letter in apart if unicodedata.category(letter) not in ("Mn", "Mc", "Me", "Cf"))
    return " ".join("".join(letters).translate(LETTERS).split())
