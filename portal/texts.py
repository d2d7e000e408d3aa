"""Texts of records in several languages: a JSON field `{language: text}`, read with fallback."""

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
    if not texts:
        return ""
    language = (language or get_language() or settings.LANGUAGE_CODE).split("-")[0]
    for code in (language, *FALLBACK.get(language, ()), "en", *texts):
        if texts.get(code):
            return texts[code]
    return ""


def language_used(texts: Mapping[str, str] | None, language: str | None = None) -> str:
    """The code of the language `localised` answers in, for the `lang` attribute."""
    language = (language or get_language() or settings.LANGUAGE_CODE).split("-")[0]
    for code in (language, *FALLBACK.get(language, ()), "en", *(texts or ())):
        if texts and texts.get(code):
            return code
    return language
