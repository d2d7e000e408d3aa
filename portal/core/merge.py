"""Two versions of one text, typed at the same time: merged field by field, and asked about only where both changed one.

A page carries what it was opened with as a fingerprint of each field (`pack`). When it is saved, three things are
compared: what it was opened with, what it sends, and what stands by then. A field that one side changed is taken from
that side; one that both changed differently is a clash, which only a person can settle.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b

from portal.core.errors import EditConflict

# A field's answer as plain JSON: a text, a list, a row of a table.
Values = Mapping[str, object]
# Fingerprints by field: what a page knew when it was opened. A field whose answer was empty is left out.
Base = Mapping[str, str]
MAX_BASE_LENGTH = 20_000


class Side(StrEnum):
    """Whose words stand."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody chose where both sides changed a field: for each field, or one side for all. `version` is the one
    they compared with; nothing (None) where they chose without having seen it."""

    everywhere: Side | None = None
    fields: Mapping[str, Side] = field(default_factory=dict)
    version: int | None = None

    def of(self, name: str, version: int) -> Side | None:
        """The side chosen for a field, if it was chosen against what stands now."""
        if self.version not in (None, version):
            return None
        return self.fields.get(name, self.everywhere)


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """What a page says of itself when it is saved: the version it was opened with, the fingerprints of what it showed
    (None where it doesn't say: then every difference to another version is asked about), the random mark of the page
    (its own retry after a lost answer is no conflict), what was chosen, and the marks of earlier pages whose unsaved
    words it took over, newest first: what any of them saved without hearing of it is its own."""

    version: int
    base: Base | None = None
    tab: str = ""
    choices: Choices = Choices()
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """Whose answer stands for each field. `from_others` changed elsewhere and is taken from there; `not_kept` holds the
    words that gave way to a choice."""

    sides: Mapping[str, Side]
    from_others: tuple[str, ...] = ()
    not_kept: Mapping[str, object] = field(default_factory=dict)

    def side(self, name: str) -> Side:
        return self.sides.get(name, Side.MINE)

    def pick(self, mine: Values, theirs: Values) -> dict:
        """The merged answers of fields that are texts or whole values."""
        return {
            name: self.answer(name, mine, theirs) for name in [*mine, *(name for name in theirs if name not in mine)]
        }

    def answer(self, name: str, mine: Values, theirs: Values) -> object:
        """What stands of one field; of two texts that are both kept, one below the other."""
        side = self.side(name)
        if side == Side.BOTH:
            return f"{mine.get(name)}\n\n{theirs.get(name)}"
        return (theirs if side == Side.THEIRS else mine).get(name)


def fingerprint(value: object) -> str:
    """A short mark of an answer; nothing for an empty one."""
    if not value:
        return ""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), default=str)
    return blake2b(text.encode(), digest_size=6).hexdigest()


def pack(values: Values) -> str:
    """The fingerprints of what a page shows, for its hidden field `base`."""
    marks = {name: fingerprint(value) for name, value in values.items() if value}
    return json.dumps(marks, sort_keys=True, separators=(",", ":"))


def unpack(text: str) -> Base | None:
    """What a page knew; None where it says nothing that can be read: then every difference is asked about."""
    try:
        marks = json.loads(text) if len(text) <= MAX_BASE_LENGTH else None
    except ValueError:
        return None
    if not isinstance(marks, dict):
        return None
    return {name: mark for name, mark in marks.items() if isinstance(mark, str)}


def merge(
    page: OpenedPage, mine: Values, theirs: Values, *, version: int, tab: str = "", both: Iterable[str] = ()
) -> Merged:
    """Whose answer stands for each field. `version` and `tab` are those of what stands; `both` are the fields of which
    both answers can be kept. Raises EditConflict where both sides changed a field and nobody chose."""
    if page.base is None and page.version == version:
        return Merged({})
    own, joinable, base = bool(tab) and tab in (page.tab, *page.earlier), set(both), page.base or {}
    sides: dict[str, Side] = {}
    from_others, clashes, not_kept = [], [], {}
    for name in {**mine, **theirs}:
        ours, others, known = fingerprint(mine.get(name)), fingerprint(theirs.get(name)), base.get(name, "")
        if others in (ours, known):
            continue
        if page.base is not None and ours == known:
            sides[name] = Side.THEIRS
            from_others.append(name)
            continue
        chosen = Side.MINE if own else page.choices.of(name, version)
        if chosen is None or (chosen == Side.BOTH and name not in joinable):
            clashes.append(name)
            continue
        sides[name] = chosen
        if chosen != Side.BOTH and not own:
            not_kept[name] = (mine if chosen == Side.THEIRS else theirs).get(name)
    if clashes:
        raise EditConflict(version, clashes)
    return Merged(sides, tuple(from_others), {name: value for name, value in not_kept.items() if value})
