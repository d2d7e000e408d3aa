"""File names as people send them, made safe to keep, to show and to hand to a browser."""

import re
import unicodedata

MAX_LENGTH = 100
# No name needs more marks above one letter; a hundred of them would run over the lines of a page.
MAX_MARKS_PER_LETTER = 2
_RESERVED = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
# What Windows takes for a device, whatever follows the first full stop.
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\s*\..*)?", re.IGNORECASE)


def clean_name(sent: str, extension: str) -> str:
    """`sent` without path parts, control and direction marks, heaped accents and odd spaces, ending in `extension`
    (with its dot), which is the one the content calls for. A name of nothing usable becomes `file`."""
    bare = unicodedata.normalize("NFC", str(sent or "")).replace("\\", "/").rsplit("/", 1)[-1]
    # Cc control, Cf direction overrides and zero-width, Cs lone surrogates, Co private, Cn unassigned, Zl/Zp line ends
    letters = [
        " " if unicodedata.category(letter) in ("Zl", "Zp", "Zs", "Cc") else letter
        for letter in bare
        if unicodedata.category(letter) not in ("Cf", "Cs", "Co", "Cn")
    ]
    stem = _RESERVED.sub("-", "".join(_few_marks(letters)))
    stem = stem.removesuffix(_suffix(stem))
    stem = re.sub(r"\s+", " ", stem).strip(" .-")[: MAX_LENGTH - len(extension)].strip(" .-")
    if _DEVICE.fullmatch(stem):
        stem = f"_{stem}"
    return (stem or "file") + extension


def unused_name(name: str, taken: set[str]) -> str:
    """`name`, or the first of `name (2)`, `name (3)` and so on that none of the others has: two pictures of a phone,
    one sent as HEIC, must not both be `pic.jpg`. Case and width of letters tell nobody apart."""
    folded, number, ending = {_folded(other) for other in taken}, 1, _suffix(name)
    stem, found = name.removesuffix(ending), name
    while _folded(found) in folded:
        number += 1
        mark = f" ({number})"
        found = stem[: MAX_LENGTH - len(mark) - len(ending)] + mark + ending
    return found


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def ending_of(sent: str) -> str:
    """The ending of a name as it was sent, with its dot, in lower case; empty when it has none."""
    return _suffix(unicodedata.normalize("NFKC", str(sent or ""))).lower()


def _suffix(name: str) -> str:
    found = re.search(r"(?<=.)\.[^\W_]{1,10}\s*$", name)
    return found.group().strip() if found else ""


def _few_marks(letters):
    marks = 0
    for letter in letters:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= MAX_MARKS_PER_LETTER:
            yield letter
