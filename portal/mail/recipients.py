"""Who a letter goes to."""

import re
import unicodedata
import uuid as uuids
from dataclasses import dataclass

from portal.core.languages import offered_language

# Explicit direction overrides and isolates (Unicode TR9): in a name they can turn the rest of a line around.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Recipient:
    """One reader: address, name as they write it, the language they read, and their `uuid` (a Person's or user's)."""

    email: str
    name: str
    language: str
    uuid: uuids.UUID | None = None


def reading_language(recipient: Recipient) -> str:
    """The reader's language if it is offered, else English."""
    return offered_language(recipient.language)


def one_line(text: str, limit: int = 300) -> str:
    """`text` fit for a mail header: one line, no control characters, no direction overrides, at most `limit` long.

    A line break in a name or a subject is how headers are smuggled into mail (CWE-93).
    """
    kept = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp", "Cs") else char for char in str(text))
    kept = " ".join(TURNING.sub("", kept).split())
    return kept if len(kept) <= limit else kept[: limit - 1].rstrip() + "…"


def masked(email: str) -> str:
    """An address shown to someone who may not be its owner: `a•••@example.org`."""
    local, _, domain = email.rpartition("@")
    return f"{local[:1]}•••@{domain}" if local else "•••"
