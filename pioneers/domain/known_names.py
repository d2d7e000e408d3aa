"""Names that a pen name stands for, found in texts, file names and what documents say of themselves, and hidden there.

In prose a word of a name counts where it begins with a capital, or where it is a given name or stands beside another
word of the name; with the endings Nordic languages put on names (Jákups, Jákupin, Guðrúnu). In labels (file names,
links, metadata) it counts in any case, and inside a longer word if it is long enough.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from portal.core.names import name_words, same_name, same_word
from portal.core.texts import fold

ENDINGS = (
    "s", "n", "in", "en", "i", "u", "a", "ä", "ar", "ur", "ta", "tä", "lla", "llä", "lle", "lta", "ltä", "ssa", "ssä",
    "sta", "stä",
)  # fmt: skip
WORD = re.compile(r"[^\W_]+(?:['’´](?=s\b)s)?")
GENITIVE = re.compile(r"['’´]s$")
MIN_LENGTH = 2
MIN_GIVEN_NAME = 4
MIN_INSIDE = 4


@dataclass(frozen=True, slots=True)
class SecretNames:
    """The words of names that must not be read: `given` are the first words of names."""

    words: frozenset[str]
    given: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.words)


def secret_names(known: Iterable[str], shown: str) -> SecretNames:
    """What of the known names must stay hidden, where the person is called `shown`: the names that are another one than
    that, without the words it gives away itself."""
    told = name_words(shown)
    words: set[str] = set()
    given: set[str] = set()
    for name in known:
        if not name.strip() or same_name(name, shown):
            continue
        capital = {
            word.casefold() for word in re.findall(r"[^\W_]+", name) if word[:1].isupper() or not word[:1].isalpha()
        }
        parts = [
            word for word in name_words(name) if len(word) >= MIN_LENGTH and not any(same_word(word, t) for t in told)
        ]
        kept = [word for word in parts if word in capital or len(word) >= MIN_GIVEN_NAME]
        words.update(kept)
        given.update(kept[:1] if kept[:1] == parts[:1] else ())
    return SecretNames(frozenset(words), frozenset(given))


def found_in_prose(text: str, secret: SecretNames) -> tuple[str, ...]:
    """The names in a text, as they stand there, each once."""
    return tuple(dict.fromkeys(text[start:end] for start, end in _spans(text, secret)))


def hidden_in_prose(text: str, secret: SecretNames, instead: str) -> str:
    """The text with `instead` for each name; for given and family name side by side once."""
    parts, at = [], 0
    for start, end in _spans(text, secret):
        genitive = GENITIVE.search(text[start:end])
        parts += [text[at:start], instead, genitive.group() if genitive else ""]
        at = end
    return "".join([*parts, text[at:]])


def found_in_label(label: str, secret: SecretNames) -> tuple[str, ...]:
    """The names in a file's name, a link, or what a document says of itself."""
    words = [word.casefold() for word in WORD.findall(label)]
    whole = fold(label).replace(" ", "")
    found = []
    for secret_word in sorted(secret.words):
        inside = len(secret_word) >= MIN_INSIDE and fold(secret_word) in whole
        if inside or any(_is_form_of(word, secret_word) for word in words):
            found.append(secret_word)
    return tuple(found)


def hidden_in_label(label: str, secret: SecretNames, instead: str) -> str:
    """A file's name without them: each word of a name replaced, or all of it where one is written into another word."""
    stem, dot, ending = label.rpartition(".")
    stem, ending = (stem, dot + ending) if dot else (label, "")
    hidden = re.sub(
        r"[^\W_]+", lambda word: instead if _is_secret(word.group().casefold(), secret) else word.group(), stem
    )
    hidden = re.sub(rf"{re.escape(instead)}(?:[ _.-]{re.escape(instead)})+", lambda _twice: instead, hidden)
    return (instead if found_in_label(hidden, secret) else hidden) + ending


def _spans(text: str, secret: SecretNames) -> list[tuple[int, int]]:
    if not secret:
        return []
    hits = [
        (found.span(), found.group()) for found in WORD.finditer(text) if _is_secret(found.group().casefold(), secret)
    ]
    spans: list[tuple[int, int]] = []
    kept = [span for span, word in hits if _counts(span, word, hits, text, secret)]
    for start, end in kept:
        if spans and _touch(text, spans[-1][1], start):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _counts(span: tuple[int, int], word: str, hits: list, text: str, secret: SecretNames) -> bool:
    if word[:1].isupper():
        return True
    if any(len(given) >= MIN_GIVEN_NAME and _is_form_of(word.casefold(), given) for given in secret.given):
        return True
    start, end = span
    return any(_touch(text, end, first) or _touch(text, last, start) for (first, last), _word in hits)


def _touch(text: str, end: int, start: int) -> bool:
    return end <= start and text[end:start] in (" ", "-", "\u00a0")


def _is_secret(word: str, secret: SecretNames) -> bool:
    return any(_is_form_of(word, secret_word) for secret_word in secret.words)


def _is_form_of(word: str, name: str) -> bool:
    word = "".join(name_words(GENITIVE.sub("", word)))
    if same_word(word, name):
        return True
    if len(name) < MIN_LENGTH + 1:
        return False
    return any(word.endswith(ending) and same_word(word.removesuffix(ending), name) for ending in ENDINGS)
