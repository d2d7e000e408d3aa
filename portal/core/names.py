"""Names compared as Nordic names are spelt, to ask a person whether two of them are one; never to decide it.

`name_keys` gives what is stored and looked up: keys so coarse that every spelling of a name shares one. `same_name`
then looks closely at the few that were found.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from itertools import combinations, product

# How a letter is written where the keyboard has none: without its mark, or as two letters.
SPELLINGS = {
    "ø": ("o", "oe"),
    "ö": ("o", "oe"),
    "œ": ("oe",),
    "å": ("a", "aa"),
    "ä": ("a", "ae"),
    "æ": ("ae",),
    "ü": ("u", "ue"),
    "þ": ("th", "t"),
    "ð": ("d",),
    "đ": ("d", "dj"),
    "ŋ": ("n", "ng"),
    "ŧ": ("t",),
    "ħ": ("h",),
    "ł": ("l",),
    "ı": ("i",),
    "ĸ": ("q", "k"),
    "ǥ": ("g",),
    "ʒ": ("z",),
}
PAIRS = re.compile(r"a[ae]+|oe+|ue+|th|ng|dj")
APOSTROPHES = re.compile(r"['’‘`´ʼʹ]")
# More spellings of one word, or more words of one name, than anybody has: what is beyond is compared coarsely.
MAX_SPELLINGS = 64
MAX_WORDS = 8


def name_keys(name: str) -> frozenset[str]:
    """Keys under which a name is found in whatever spelling: one for each two of its words, one of a name of one word.

    Order, hyphens, middle names and initials thus don't matter. A patronymic is one word like any other. The keys are
    digests: they are compared, and nobody reads a name in them.
    """
    found = set()
    for words in _readings(name):
        coarse = sorted(coarse_word(word) for word in words if len(word) > 1)[:MAX_WORDS]
        pairs = combinations(coarse, 2) if len(coarse) > 1 else [(word,) for word in coarse]
        found |= {_digest(" ".join(pair)) for pair in pairs}
    return frozenset(found)


def same_name(one: str, other: str) -> bool:
    """Whether two names may be one person's, or one group's: every word of the shorter stands in the longer, in some
    spelling and any order, an initial for a word. Two words at least, unless neither has more than one."""
    readings = [(first, second) for first in _readings(one) for second in _readings(other)]
    return any(_matches(first, second) or _matches(second, first) for first, second in readings)


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, hyphenated ones apart, as `same_name` compares them."""
    return next(_readings(name), ())


def same_word(one: str, other: str) -> bool:
    """Whether two words, in lower case, are one in some spelling."""
    return not _spellings(one).isdisjoint(_spellings(other))


def _readings(name: str) -> Iterator[tuple[str, ...]]:
    """The words of a name, hyphenated ones apart; and, where there are any, hyphenated ones as one word, what a single
    O or D belongs to (`O Hara`, `D Angelo`) joined to it, and all of them as one (`Ungdoms rådet`)."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
    plain = APOSTROPHES.sub("", "".join(letter for letter in plain if unicodedata.category(letter) != "Cf"))
    apart = tuple(re.findall(r"[^\W_]+", _marked(plain)))
    joined = tuple(re.findall(r"[^\W_]+", _marked(re.sub(r"(?<=\w)[-‐‑–](?=\w)", "", plain))))
    elided = tuple(re.findall(r"[^\W_]+", _marked(re.sub(r"\b([od]) (?=\w{3})", r"\1", plain))))
    yield from dict.fromkeys((apart, joined, elided, ("".join(apart),) if len(apart) > 1 else apart))


def _marked(text: str) -> str:
    """The letters of SPELLINGS as they are, every other without its marks."""
    return "".join(letter if letter in SPELLINGS else _bare(letter) for letter in text)


def _bare(letter: str) -> str:
    return "".join(
        part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.category(part).startswith("M")
    )


def _spellings(word: str) -> frozenset[str]:
    choices = [SPELLINGS.get(letter, (letter,)) for letter in word]
    number = 1
    for choice in choices:
        number *= len(choice)
    if number > MAX_SPELLINGS:
        return frozenset({coarse_word(word)})
    return frozenset("".join(letters) for letters in product(*choices))


def coarse_word(word: str) -> str:
    """One form for all spellings of a word in lower case, and for some words that are not one."""
    word = "".join(SPELLINGS.get(letter, (letter,))[0] for letter in word).replace("q", "k")
    while (shorter := PAIRS.sub(lambda pair: pair.group()[0], word)) != word:
        word = shorter
    return word


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def _matches(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    if len(shorter) > len(longer):
        return False
    left, whole = list(longer), 0
    for word in sorted(shorter, key=len, reverse=True):
        found = next((there for there in left if len(word) > 1 < len(there) and same_word(word, there)), None)
        whole += found is not None
        if found is None:
            found = next((there for there in left if 1 in (len(word), len(there)) and word[0] == there[0]), None)
        if found is None:
            return False
        left.remove(found)
    return whole >= 2 or (whole == 1 and len(shorter) == 1 and all(len(word) == 1 for word in left))
