"""How the record is hashed. Pure functions: what goes into a salted hash, a link of the chain, a root.

SHA-256 throughout. An entry's digest covers its salt and every column but the key; its link in the chain binds the key,
the position and the link before; a segment's root binds its number, size, term, last link and the root before.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID


def instant(at: datetime) -> str:
    """An instant in UTC to the microsecond, as it is hashed and logged."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


class Hashed(Protocol):
    """Every column of an entry but its key."""

    salt: str
    at: datetime
    verb: str
    actor_kind: str
    actor: UUID | None
    object_kind: str
    object: UUID
    body: str


def entry_digest(entry: Hashed) -> str:
    """The salted hash of one entry."""
    return _sha(
        [
            entry.salt,
            instant(entry.at),
            entry.verb,
            entry.actor_kind,
            str(entry.actor) if entry.actor else None,
            entry.object_kind,
            str(entry.object),
            entry.body,
        ]
    )


def chain_link(before: str, position: int, entry_id: int, digest: str) -> str:
    """The hash of a segment up to and including the entry at `position`."""
    return _sha([before, position, entry_id, digest])


def first_link(number: int, previous_root: str) -> str:
    """What the first entry of a segment is chained to."""
    return _sha(["segment", number, previous_root])


def segment_root(number: int, previous_root: str, size: int, keep_until: datetime, last_link: str) -> str:
    """The one hash that stands for a whole segment and all before it; this is what is published."""
    return _sha([number, previous_root, size, instant(keep_until), last_link])


def _sha(parts: list) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()
