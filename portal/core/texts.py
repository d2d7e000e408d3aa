"""Texts of records in several languages: a JSON field `{language: text}`, read with fallback."""

import re
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


def babel_locale() -> str:
    """The locale days and sums are written in: British for English, else the active language itself."""
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return {"en": "en_GB"}.get(language, language)


def count_words(text: str) -> int:
    """Runs of anything but white space, as the live counter in the browser counts them."""
    return len(text.split())


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


SOFT_HYPHEN = "\u00ad"
# What ends the long family names of the North: a name breaks best where its last part begins.
ENDINGS = ("dóttir", "dotter", "datter", "døtre", "ström", "strøm", "quist", "qvist", "kvist", "gaard", "berg", "gård")
LONG = re.compile(r"[^\W\d_]{13,}")


def breakable(name: str) -> str:
    """The same name with soft hyphens in words too long for a narrow card, so that it never breaks before its last
    letter: `Ingibjargar-dóttir`. A browser's own hyphenation needs the name's language, which nobody knows."""
    return LONG.sub(lambda found: SOFT_HYPHEN.join(_parts(found.group())), name)


def _parts(word: str) -> list[str]:
    """A long word cut before its ending; what is still long, before consonants that a vowel follows. Four letters a
    part at least."""
    for ending in ENDINGS:
        if word.casefold().endswith(ending) and len(word) - len(ending) >= 4:
            return [*_parts(word[: -len(ending)]), word[-len(ending) :]]
    parts, start = [], 0
    for at in range(4, len(word) - 3):
        if at - start >= 4 and not _is_vowel(word[at]) and _is_vowel(word[at + 1]):
            parts.append(word[start:at])
            start = at
    return [*parts, word[start:]] if len(word) > 12 else [word]


def _is_vowel(letter: str) -> bool:
    return fold(letter)[:1] in tuple("aeiouyå")
