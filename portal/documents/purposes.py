"""Purposes of private files. Each half registers its own when its app is ready: limits, and who may open one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from portal.core.actors import Viewer
from portal.documents.types import PICTURES, TYPES, FileType

# What the photographs of the largest sensors weigh; they are kept in a hundredth of it.
PICTURE_BYTES = 25 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a file is sent in for, and the limits that are shown before the upload and held at the server.

    `max_bytes` of one file, but for pictures (`max_picture_bytes`); `max_count` of files about one thing; `types`:
    slugs of portal.documents.types, for example `("pdf", "docx")` or `(*PICTURES, "pdf")`; `label`: the field's label,
    lazily translated.
    """

    slug: str
    max_bytes: int
    max_count: int
    types: tuple[str, ...]
    label: Any
    # Whether to note what a document says of its author, for staff to see before others read it.
    notes_metadata: bool = False

    def __post_init__(self) -> None:
        unknown = [slug for slug in self.types if slug not in TYPES]
        if unknown:
            raise ValueError(f"{self.slug}: unknown file types {unknown}; known are {sorted(TYPES)}")

    @property
    def file_types(self) -> list[FileType]:
        return [TYPES[slug] for slug in self.types]

    @property
    def max_picture_bytes(self) -> int:
        """Of one picture, where pictures are taken: they are written anew and kept small."""
        return max(self.max_bytes, PICTURE_BYTES) if set(self.types) & set(PICTURES) else self.max_bytes

    def max_bytes_of(self, kind: FileType) -> int:
        return self.max_picture_bytes if kind.slug in PICTURES else self.max_bytes

    @property
    def accept(self) -> str:
        """For the `accept` attribute of a file input."""
        return ",".join(part for kind in self.file_types for part in (kind.content_type, *kind.extensions))

    @property
    def type_names(self) -> str:
        """`PDF, Word, JPEG`, for the sentence before the upload."""
        return ", ".join(dict.fromkeys(str(kind.name) for kind in self.file_types))


# (viewer, about, file, at) → may this person open it? `viewer` is the request's user (anonymous too) or whom `viewers`
# found; `about` the instance the file belongs to; `file` the PrivateFile.
MayOpen = Callable[[Viewer, Any, Any, datetime], bool]
# (request) → others than request.user who are looking, such as the holder of a consent link in the session.
Viewers = Callable[[HttpRequest], Iterable[Viewer]]


# (viewer, about, file, at) → what the file is called for who opens it, where it must not give a name away.
ReadingName = Callable[[Viewer, Any, Any, datetime], str]


@dataclass(frozen=True, slots=True)
class Registered:
    """A purpose with the rule of the half that registered it."""

    purpose: Purpose
    may_open: MayOpen
    viewers: Viewers | None = field(default=None)
    reading_name: ReadingName | None = field(default=None)


_registered: dict[str, Registered] = {}


def register_purpose(
    purpose: Purpose, *, may_open: MayOpen, viewers: Viewers | None = None, reading_name: ReadingName | None = None
) -> None:
    """Makes a purpose known. Called once per purpose from an in `portal_hooks`; the last registration counts."""
    _registered[purpose.slug] = Registered(purpose, may_open, viewers, reading_name)


def purpose_of(slug: str) -> Purpose:
    """The purpose by its slug. Raises KeyError for one nobody registered: a mistake in code, never a visitor's."""
    return _registered[slug].purpose


def registered(slug: str) -> Registered | None:
    """The purpose with its rule, or None where the half that knew it is gone: such a file is opened by nobody."""
    return _registered.get(slug)


def known_purposes() -> list[Purpose]:
    """Every purpose, by slug."""
    return [_registered[slug].purpose for slug in sorted(_registered)]


def largest_limit() -> int:
    """Bytes of the largest file any purpose takes."""
    return max((known.purpose.max_picture_bytes for known in _registered.values()), default=0)
