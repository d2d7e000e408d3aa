"""Office files are ZIP archives. They are opened, told apart by what is inside, and refused when they carry macros or
would grow beyond measure when unpacked."""

import re
import zipfile

from django.utils.translation import gettext as _

from portal.documents.errors import FileRefused
from portal.documents.types import TYPES, FileType

MAX_ENTRIES = 5_000
# Unpacked size: freely up to the first, then in proportion to the archive's own size, and never beyond the last.
ALWAYS_FINE = 30 * 1024 * 1024
MAX_GROWTH = 200
MAX_UNPACKED = 300 * 1024 * 1024
_LISTING = 1024 * 1024
_END_OF_ARCHIVE = 22

# The declared type of the main part (ECMA-376 part 2, [Content_Types].xml) → our type.
_MAIN_PART = {
    TYPES["docx"].content_type + ".main+xml": TYPES["docx"],
    TYPES["xlsx"].content_type + ".main+xml": TYPES["xlsx"],
    TYPES["pptx"].content_type + ".main+xml": TYPES["pptx"],
}
_BY_MIMETYPE = {TYPES[slug].content_type.encode(): TYPES[slug] for slug in ("odt", "ods", "odp")}
# Where Microsoft's and OpenDocument's programs keep macros.
_MACROS = re.compile(r"(^|/)vbaProject\.bin$|(^|/)(Basic|Scripts)/.+[^/]$", re.IGNORECASE)


def check_office(upload) -> FileType | None:
    """The type of an office file, None for another ZIP archive. Raises FileRefused."""
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as archive:
            entries = archive.infolist()
            _check_shape(upload, archive, entries)
            kind = _kind_of(archive, {entry.filename: entry for entry in entries})
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError):
        raise FileRefused(_("This file is damaged or incomplete. Save it again, then choose it again.")) from None
    if kind is not None and any(_MACROS.search(entry.filename) for entry in entries):
        raise FileRefused(_("This document contains macros. Save it without them, or as PDF, and choose it again."))
    return kind


def _check_shape(upload, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    upload.seek(0, 2)
    size = upload.tell()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > max(ALWAYS_FINE, min(MAX_UNPACKED, size * MAX_GROWTH)):
        raise FileRefused(_("This file gets far too large when it is opened, so we can't accept it."))
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefused(_("This document is locked with a password. Save it without one and choose it again."))
    # Nothing in front of the archive, and nothing behind its directory: an archive that is something else as well.
    upload.seek(-_END_OF_ARCHIVE, 2)
    begins = min((entry.header_offset for entry in entries), default=1)
    if begins or not upload.read(4) == b"PK\x05\x06" or archive.comment:
        raise FileRefused(_("This document has something else attached to it. Save it again, then choose it again."))
    if len({entry.filename for entry in entries}) != len(entries):
        raise FileRefused(_("This file is damaged or incomplete. Save it again, then choose it again."))


def _kind_of(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> FileType | None:
    if "[Content_Types].xml" in entries:
        with archive.open("[Content_Types].xml") as listing:
            declared = re.findall(r'ContentType\s*=\s*"([^"]+)"', listing.read(_LISTING).decode("utf-8", "replace"))
        if any("macroEnabled" in content_type for content_type in declared):
            raise FileRefused(_("This document contains macros. Save it without them, or as PDF, and choose it again."))
        return next((_MAIN_PART[content_type] for content_type in declared if content_type in _MAIN_PART), None)
    if "mimetype" in entries:
        with archive.open("mimetype") as said:
            return _BY_MIMETYPE.get(said.read(200).strip())
    return None
