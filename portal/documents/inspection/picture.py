"""Pictures: small enough to be opened at all, and whole. Writing them anew (pictures.py) does the rest."""

import warnings

import pillow_heif
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from portal.documents.errors import FileRefused
from portal.documents.types import FileType

pillow_heif.register_heif_opener()

# What good phones call fifty million (8192 × 6144 and thereabouts). Opened, that is 150 to 210 MB of memory; more is a
# bomb or a scan for print.
MAX_PIXELS = 52_000_000
CALLED_MILLION = 50
FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}
EVERY_FORMAT = tuple(FORMATS.values())


def check_picture(upload, kind: FileType) -> None:
    """Raises FileRefused for a picture that can't be opened or has too many points. Reads its head only."""
    with open_picture(upload, (FORMATS[kind.slug],)):
        pass


def open_picture(upload, formats=EVERY_FORMAT) -> Image.Image:
    """The picture, not yet decoded. Raises FileRefused."""
    upload.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            picture = Image.open(upload, formats=formats)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            raise too_many_pixels() from None
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
            raise damaged() from None
    if picture.width * picture.height > MAX_PIXELS:
        raise too_many_pixels()
    return picture


def too_many_pixels() -> FileRefused:
    return FileRefused(
        _("This picture has more than %(most)s million pixels. Make it smaller and choose it again.")
        % {"most": CALLED_MILLION}
    )


def damaged() -> FileRefused:
    return FileRefused(_("This picture is damaged or incomplete. Save it again, then choose it again."))
