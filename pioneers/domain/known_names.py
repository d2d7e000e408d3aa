"""Names that a pen name stands for, found in texts, file names and what documents say of themselves, and hidden there.

In prose a word of a name counts where it begins with a capital, or where it is a given name or stands beside another
word of the name; in the forms Nordic languages give names (pioneers.domain.name_forms), with marks in it that nobody
sees, and where given and family name are written as one (#JákupDam). Initials count with their full stops (J. D.). In
labels (file names, links, metadata) a word counts in any case, and inside a longer word if it is long enough.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations
from urllib.parse import unquote

from pioneers.domain.name_forms import is_form_of
from portal.core.names import coarse_word, name_words, same_name, same_word

# What has no width: a soft hyphen, joiners, direction marks.
UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff"
WORD = re.compile(rf"[^\W_]+(?:[{UNSEEN}]+[^\W_]+)*(?:['’´](?=s\b)s)?")
GENITIVE = re.compile(r"['’´]s$")
# Between words of a name: close enough to be read as one name, and so close that one pen name stands for both.
NEAR = re.compile(rf"[\s{UNSEEN}‐‑–-]{{1,3}}|[_.@]")
BESIDE = re.compile(rf"[^\S\n]?[_{UNSEEN}‐‑–-]?[^\S\n]?|\n")
INITIALS = re.compile(r"\b(?:[^\W\d_]\.[^\S\n]?){2,4}")
INITIAL_BEFORE = re.compile(r"\b([^\W\d_])\.?[^\S\n]$")
PLAIN_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
PUNYCODE = re.compile(r"xn--([a-z0-9-]+)", re.IGNORECASE)
PARTICLES = frozenset(
    ("af", "al", "av", "bin", "da", "de", "del", "den", "der", "di", "do", "dos", "du", "el", "ibn", "la", "le", "ten",
     "van", "von", "zu")
)  # fmt: skip
MIN_LENGTH = 2
MIN_GIVEN_NAME = 4
MIN_INSIDE = 4
MIN_JOINED = 5


@dataclass(frozen=True, slots=True)
class SecretNames:
    """The words of names that must not be read: `given` are the first words of names, `joined` two words written as
    one (coarsely), `initials` the first letters of whole names."""

    words: frozenset[str]
    given: frozenset[str]
    joined: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.words)


def secret_names(known: Iterable[str], shown: str) -> SecretNames:
    """What of the known names must stay hidden, where the person is called `shown`: the names that are another one than
    that, without the words it gives away itself."""
    told = name_words(shown)
    words: set[str] = set()
    given: set[str] = set()
    joined: set[str] = set()
    initials: set[str] = set()
    for name in known:
        if not name.strip() or same_name(name, shown):
            continue
        every = name_words(name)
        parts = [word for word in every if len(word) >= MIN_LENGTH and not any(same_word(word, t) for t in told)]
        kept = [word for word in parts if _is_worth_hiding(word, name)]
        words.update(kept)
        given.update(kept[:1] if kept[:1] == parts[:1] else ())
        pairs = (coarse_word(one) + coarse_word(other) for one, other in permutations(kept, 2))
        joined.update(pair for pair in pairs if len(pair) >= MIN_JOINED)
        if len(kept) > 1 and kept == [word for word in every if word not in PARTICLES]:
            initials.update({"".join(word[0] for word in kept), kept[0][0] + kept[-1][0]})
    return SecretNames(frozenset(words), frozenset(given), frozenset(joined), frozenset(initials))


def found_in_prose(text: str, secret: SecretNames) -> tuple[str, ...]:
    """The names in a text, as they stand there, each once."""
    text = unicodedata.normalize("NFC", text)
    return tuple(dict.fromkeys(text[start:end] for start, end in _spans(text, secret)))


def hidden_in_prose(text: str, secret: SecretNames, instead: str) -> str:
    """The text with `instead` for each name; for given and family name side by side once."""
    text = unicodedata.normalize("NFC", text)
    parts, at = [], 0
    for start, end in _spans(text, secret):
        genitive = GENITIVE.search(text[start:end])
        parts += [text[at:start], instead, genitive.group() if genitive else ""]
        at = end
    return "".join([*parts, text[at:]])


def found_in_label(label: str, secret: SecretNames) -> tuple[str, ...]:
    """The names in a file's name, a link, or what a document says of itself."""
    label = _readable(label)
    words = [found.group() for found in WORD.finditer(label)]
    whole = "".join(coarse_word(word) for word in name_words(label))
    return tuple(
        name
        for name in sorted(secret.words)
        if _is_inside(name, whole) or any(_names(word, name) or _is_abbreviated(word, name, secret) for word in words)
    )


def hidden_in_label(label: str, secret: SecretNames, instead: str) -> str:
    """A file's name without them: each word of a name replaced, or all of it where one is written into another word."""
    label = unicodedata.normalize("NFC", label)
    plain = PLAIN_ENDING.search(label)
    ending = plain.group() if plain and not found_in_label(plain.group(), secret) else ""
    stem = label.removesuffix(ending)
    hidden = WORD.sub(lambda word: instead if found_in_label(word.group(), secret) else word.group(), stem)
    hidden = re.sub(rf"{re.escape(instead)}(?:[ _.-]{re.escape(instead)})+", lambda _twice: instead, hidden)
    return (instead if found_in_label(hidden, secret) else hidden) + ending


def _is_worth_hiding(word: str, name: str) -> bool:
    """What has a capital; where nothing of the name has one, all but particles; else long words that are none."""
    typed = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", name))
    capitals = {word for each in typed if each[:1].isupper() or not each[:1].isalpha() for word in name_words(each)}
    return word in capitals or (word not in PARTICLES and (len(word) >= MIN_GIVEN_NAME or not capitals))


def _readable(label: str) -> str:
    """A label with its letters for what addresses write in their place: `J%C3%A1kup`, `xn--jkup-5na`."""
    return unicodedata.normalize("NFC", PUNYCODE.sub(_letters, unquote(label)))


def _letters(found: re.Match) -> str:
    try:
        return found.group(1).encode("ascii").decode("punycode")
    except UnicodeError:
        return found.group()


def _spans(text: str, secret: SecretNames) -> list[tuple[int, int]]:
    """Where names stand in a text, those beside each other as one."""
    if not secret:
        return []
    hits = [found for found in WORD.finditer(text) if _is_secret(found.group(), secret)]
    kept = [_with_initial(found.span(), text, secret) for found in hits if _counts(found, hits, text, secret)]
    kept += [
        (found.start(), found.start() + len(found.group().rstrip()))
        for found in INITIALS.finditer(text)
        if found.group().isupper() and re.sub(r"[\s.]", "", found.group()).casefold() in secret.initials
    ]
    spans: list[tuple[int, int]] = []
    for start, end in sorted(kept):
        if spans and (start <= spans[-1][1] or BESIDE.fullmatch(text[spans[-1][1] : start])):
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _counts(found: re.Match, hits: list[re.Match], text: str, secret: SecretNames) -> bool:
    word = found.group()
    if word[:1].isupper() or _is_joined(word, secret):
        return True
    if any(len(given) >= MIN_GIVEN_NAME and _names(word, given) for given in secret.given):
        return True
    return any(
        NEAR.fullmatch(text[other.end() : found.start()]) or NEAR.fullmatch(text[found.end() : other.start()])
        for other in hits
    )


def _with_initial(span: tuple[int, int], text: str, secret: SecretNames) -> tuple[int, int]:
    """`J. Dam` is one name."""
    before = INITIAL_BEFORE.search(text[max(0, span[0] - 4) : span[0]])
    letter = before.group(1) if before else ""
    if before and letter.isupper() and any(name[0] == letter.casefold() for name in secret.words):
        return span[0] - len(before.group()), span[1]
    return span


def _plain(word: str) -> str:
    """A word as names are compared: in lower case, without what nobody sees, a genitive, and numbers around it."""
    return "".join(name_words(GENITIVE.sub("", word.casefold()))).strip("0123456789")


def _names(word: str, name: str) -> bool:
    plain = _plain(word)
    return bool(plain) and is_form_of(plain, name)


def _is_secret(word: str, secret: SecretNames) -> bool:
    return any(_names(word, name) for name in secret.words) or _is_joined(word, secret)


def _is_joined(word: str, secret: SecretNames) -> bool:
    """Whether given and family name are written as one in it."""
    coarse = coarse_word(_plain(word))
    return any(pair in coarse for pair in secret.joined)


def _is_inside(name: str, whole: str) -> bool:
    coarse = coarse_word(name)
    return len(coarse) >= MIN_INSIDE and coarse in whole


def _is_abbreviated(word: str, name: str, secret: SecretNames) -> bool:
    """`jdam` and `damj` for Jákup Dam."""
    plain, first = _plain(word), {other[0] for other in secret.words if other != name}
    if len(plain) < MIN_LENGTH + 1:
        return False
    return (plain[0] in first and same_word(plain[1:], name)) or (plain[-1] in first and same_word(plain[:-1], name))
