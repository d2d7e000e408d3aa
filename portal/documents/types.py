"""The types of files we take, by slug. What a file is follows from its content (inspection.py), never from its name."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class FileType:
    """One type: what people call it, its media type, and the endings its name may have (the first is the usual one)."""

    slug: str
    name: Any
    content_type: str
    extensions: tuple[str, ...]


TYPES = {
    kind.slug: kind
    for kind in (
        FileType("pdf", "PDF", "application/pdf", (".pdf",)),
        FileType("jpeg", "JPEG", "image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif")),
        FileType("png", "PNG", "image/png", (".png",)),
        FileType("webp", "WebP", "image/webp", (".webp",)),
        FileType("heic", "HEIC", "image/heic", (".heic", ".heif", ".hif")),
        FileType(
            "docx",
            _("Word"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            (".docx",),
        ),
        FileType("xlsx", _("Excel"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx",)),
        FileType(
            "pptx",
            _("PowerPoint"),
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            (".pptx",),
        ),
        FileType("odt", _("OpenDocument text"), "application/vnd.oasis.opendocument.text", (".odt",)),
        FileType("ods", _("OpenDocument spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet", (".ods",)),
        FileType("odp", _("OpenDocument slides"), "application/vnd.oasis.opendocument.presentation", (".odp",)),
    )
}

# A picture may arrive as any of these and is kept as a JPEG (or as a PNG where it is see-through).
PICTURES = ("jpeg", "png", "webp", "heic")
OFFICE = ("docx", "xlsx", "pptx", "odt", "ods", "odp")
DOCUMENTS = ("pdf", *OFFICE)
# What can be attached to whatever somebody sends in: the same wherever they send it.
ATTACHABLE = (*DOCUMENTS, *PICTURES)
