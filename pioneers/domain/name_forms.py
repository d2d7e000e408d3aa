"""The forms a name takes in sentences of the Nordic languages: Jákups, Jákupin, Guðrúnu, Önnu, Virtaselle, Mikon.

Names come as portal.core.names has their words: in lower case, without marks but for the letters of the North.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from portal.core.names import same_word

# After a whole name: genitives and cases, in Finnish after a consonant with an i between.
ENDINGS = (
    "s", "n", "in", "en", "i", "u", "a", "ä", "ar", "ur", "p", "an", "än", "on", "ön", "un", "ta", "tä",
    *(between + ending for between in ("", "i", "e") for ending in (
        "lla", "llä", "lle", "lta", "ltä", "ssa", "ssä", "sta", "stä", "ksi")),
    "ia", "iä", "iin",
)  # fmt: skip
# After a Finnish stem that has changed.
FINNISH = ("n", "lla", "llä", "lle", "lta", "ltä", "ssa", "ssä", "sta", "stä", "ksi")
# How a name's own ending gives way to others: to what, and to which endings after it.
CHANGES = tuple(
    (re.compile(pattern), instead, endings)
    for pattern, instead, endings in (
        (r"ur$", "", ("", "i", "ar", "s")),  # Sigurður: Sigurð, Sigurði, Sigurðar
        (r"a$", "", ("u",)),  # Helga: Helgu
        (r"a(?=[^aeiouyæöäåø]+a$)", "ö", ()),  # Anna: Önnu, with the change above
        (r"i$", "", ("a",)),  # Bjarni: Bjarna
        (r"(?<=dott)ir$", "", ("ur",)),
        (r"son$", "syni", ("",)),
        (r"(?<=[nl])[nl]$", "", ("s", "i")),  # Páll: Páls
        (r"k$", "", ("up",)),  # Aqqaluk: Aqqaluup
        (r"nen$", "s", ("en", "ta", "tä", "een", *(f"e{ending}" for ending in FINNISH))),  # Virtanen: Virtaselle
        (r"(?<=k)k(?=[aeiouyäö]$)|(?<=p)p(?=[aeiouyäö]$)|(?<=t)t(?=[aeiouyäö]$)", "", FINNISH),  # Mikko: Mikolle
        (r"i$", "e", FINNISH),  # Koski: Kosken
        (r"ki$", "e", FINNISH),  # Mäki: Mäen
        (r"hti$", "hde", FINNISH),  # Lahti: Lahden
    )
)
IRREGULAR = {
    "björn": ("birni", "bjarnar"),
    "örn": ("erni", "arnar"),
    "olöf": ("olafar",),
    "hjörtur": ("hirti", "hjartar"),
}
# Shorter names would be found in words that are none.
MIN_LENGTH = 3


def is_form_of(word: str, name: str) -> bool:
    """Whether a word is a name, or a form of it, in some spelling; both in lower case."""
    if same_word(word, name):
        return True
    if len(name) < MIN_LENGTH:
        return False
    return any(
        word.endswith(ending) and same_word(word.removesuffix(ending), stem)
        for stem, endings in _stems(name)
        for ending in endings
    )


@lru_cache(maxsize=2048)
def _stems(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(_every_stem(name))


def _every_stem(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield name, ENDINGS
    for form in IRREGULAR.get(name, ()):
        yield form, ("",)
    for pattern, instead, endings in CHANGES:
        changed = pattern.sub(instead, name)
        if changed == name:
            continue
        if not endings:
            yield changed.removesuffix("a"), ("u",)
        elif len(changed) >= MIN_LENGTH:
            yield changed, endings
