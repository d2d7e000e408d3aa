"""The one check every file passes, in the form (so that the sentence stands beside the field) and in the action."""

import filetype
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from portal.documents.errors import FileRefused
from portal.documents.inspection.office import check_office
from portal.documents.inspection.pdf import check_pdf
from portal.documents.inspection.picture import check_picture
from portal.documents.names import ending_of
from portal.documents.purposes import Purpose
from portal.documents.types import PICTURES, TYPES, FileType

_HEAD = 8192  # what recognising a type reads
_BY_MEDIA_TYPE = {kind.content_type: kind for kind in TYPES.values()} | {
    "image/heif": TYPES["heic"],
    "image/apng": TYPES["png"],  # one that moves: its first picture is kept
}


def check_upload(upload, purpose: Purpose) -> FileType:
    """The type of `upload` (a file object with `name` and `size`). Raises FileRefused with a sentence for the sender.

    Reads the file and leaves it at its beginning.
    """
    _check_size(upload, purpose.max_picture_bytes)
    kind = recognise(upload)
    if kind is not None and kind.slug not in purpose.types:
        raise FileRefused(
            _("You can’t add this type of file here (%(type)s). Types you can use: %(types)s.")
            % {"type": kind.name, "types": purpose.type_names}
        )
    if kind is None:
        raise FileRefused(
            _("You can’t add this type of file here. Types you can use: %(types)s.") % {"types": purpose.type_names}
        )
    _check_size(upload, purpose.max_bytes_of(kind))
    _check_ending(upload.name, kind)
    if kind.slug == "pdf":
        check_pdf(upload)
    elif kind.slug in PICTURES:
        check_picture(upload, kind)
    upload.seek(0)
    return kind


def recognise(upload) -> FileType | None:
    """The type by content, or None. Office files are opened; a damaged or dangerous one raises FileRefused."""
    upload.seek(0)
    head = upload.read(_HEAD)
    if head.startswith(b"PK\x03\x04"):
        return check_office(upload)
    if b"%PDF-" in head[:1024] and not head.startswith(b"%PDF-"):
        return None  # readers would find a PDF here, and others something else
    guessed = filetype.guess(head)
    return _BY_MEDIA_TYPE.get(guessed.mime) if guessed else None


def _check_size(upload, limit: int) -> None:
    if not upload.size:
        raise FileRefused(_("This file is empty. Choose it again, or check whether it opens on your device."))
    if upload.size > limit:
        raise FileRefused(
            _("This file is %(size)s. It can be at most %(limit)s.")
            % {"size": filesizeformat(upload.size), "limit": filesizeformat(limit)}
        )


def _check_ending(name: str, kind: FileType) -> None:
    """A name that says one thing and a content that says another is a mistake or a trick. Phones name pictures freely,
    and pictures are written anew, so among pictures the name does not matter."""
    ending = ending_of(name)
    allowed = kind.extensions
    if kind.slug in PICTURES:
        allowed = tuple(end for slug in PICTURES for end in TYPES[slug].extensions)
    if ending and ending not in allowed:
        raise FileRefused(
            _(
                "The name ends in %(ending)s, but the content is %(type)s. Save it again as %(type)s and choose "
                "it again."
            )
            % {"ending": ending, "type": kind.name}
        )
