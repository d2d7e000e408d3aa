"""Text made fit to keep: one spelling of each letter, one line end, none of the characters that no page, feed, workbook
or header can hold. Every form field of text runs through it (portal.core.form_values), and whatever else takes text in.

    normalise("a\\x0bb")                   # "a\\nb": what Word calls a manual line break is one
    normalise("a\\x0bb", one_line=True)    # "a b"
"""

import re
import unicodedata
from typing import Any

# Everything that starts a new line somewhere: Word's manual break, form feed, separators, NEL.
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Letters and signs that look like nothing: fillers of Korean, an empty cell of Braille. A name of them is none.
BLANK = "\u115f\u1160\u2800\u3164\uffa0"
# Control characters but for tab and line feed; direction overrides and isolates; what has no width and no meaning; lone
# surrogates; code points that are no characters. Joiners stay: emoji and Persian are written with them.
UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef"
    f"\u180e{BLANK}"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)


def normalise(text: str, *, one_line: bool = False, trim: bool = True) -> str:
    """`text` without characters nobody can see or keep, in NFC, its lines ended by a line feed (by a space in
    `one_line`). With `trim`, no line ends in white space; not while somebody is still typing."""
    printable = text.isprintable()
    if printable and text.isascii():  # most texts of one line are, and exports have many
        return text.rstrip() if trim else text
    if not printable or any(blank in text for blank in BLANK):
        text = UNWANTED.sub("", LINE_ENDS.sub("\n", text))
    lines = unicodedata.normalize("NFC", text).split("\n")
    if one_line and len(lines) > 1:
        lines = [" ".join(part for line in lines if (part := line.strip()))]
    return "\n".join(line.rstrip() for line in lines).rstrip() if trim else "\n".join(lines)


def normalise_all(value: Any, *, trim: bool = True) -> Any:
    """Every text in lists, tuples and dictionaries normalised; anything else as it is."""
    if isinstance(value, str):
        return normalise(value, trim=trim)
    if isinstance(value, dict):
        return {normalise_all(key, trim=trim): normalise_all(item, trim=trim) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(normalise_all(item, trim=trim) for item in value)
    return value
