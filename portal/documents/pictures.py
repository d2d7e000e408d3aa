"""Pictures written anew on arrival: upright, bounded, in sRGB, and without a word about where, when or with what they
were taken. What hid behind, inside or beside the picture is gone, because only its points are carried over.

    clean = clean_picture(upload)                # people's own pictures: 1600 px
    clean = clean_picture(upload, longest=4096)  # editors' pictures, from which the site cuts its sizes

The original is not kept anywhere.
"""

import io
from dataclasses import dataclass

from django.core.files.base import ContentFile
from PIL import Image, ImageCms, ImageOps

from portal.documents.errors import FileRefused
from portal.documents.inspection.picture import damaged, open_picture

MAX_SIDE = 1600
SMALL_SIDE = 480
_JPEG = {"format": "JPEG", "quality": 86, "optimize": True, "progressive": True}
_PNG = {"format": "PNG", "optimize": True}


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A picture as it is kept: its bytes, media type, the ending its name gets, and its size in points."""

    content: bytes
    content_type: str
    extension: str
    width: int
    height: int

    def as_file(self, name: str) -> ContentFile:
        """The picture as a Django file under `name` (its ending put right), for a model's file field."""
        return ContentFile(self.content, name=name.rsplit(".", 1)[0] + self.extension)


def clean_picture(file, *, longest: int = MAX_SIDE) -> CleanPicture:
    """`file` (an open file, or an upload) as a JPEG, or a PNG where it is see-through; no side longer than `longest`.

    Raises FileRefused for what is no picture, damaged, or too large to be opened safely.
    """
    source = open_picture(file)
    try:
        _shrink(source, longest)
        picture = _in_srgb(ImageOps.exif_transpose(source))
        picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        return _written(picture)
    except FileRefused:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError):
        raise damaged() from None


def _shrink(source: Image.Image, longest: int) -> None:
    """Make a big picture small before anything copies it: fifty million points are 150 MB each time."""
    share = longest * 2 / max(source.size)
    if share < 1:
        # A JPEG is decoded at a fraction of its size; other kinds ignore this.
        source.draft("RGB", (max(1, int(source.width * share)), max(1, int(source.height * share))))
    if source.mode in ("RGB", "RGBA", "L", "CMYK"):
        source.thumbnail((longest, longest), Image.Resampling.LANCZOS)


def smaller_copy(picture: CleanPicture, longest: int = SMALL_SIDE) -> CleanPicture | None:
    """A copy for cards and lists, or None where the picture is that small already."""
    if max(picture.width, picture.height) <= longest:
        return None
    copy = Image.open(io.BytesIO(picture.content))
    copy.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return _written(copy)


def _in_srgb(picture: Image.Image) -> Image.Image:
    """The points in the colours every screen knows; the profile is applied and then left out. A damaged profile, or
    one of another kind of colour, is left out unapplied."""
    see_through = picture.has_transparency_data
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            target = "RGBA" if picture.mode == "RGBA" else "RGB"
            picture = ImageCms.profileToProfile(
                picture, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=target
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            profile = None
    if picture.mode == "I;16":
        picture = picture.point(lambda value: value / 256).convert("L")
    return picture.convert("RGBA" if see_through else "RGB")


def _written(picture: Image.Image) -> CleanPicture:
    """Only size, mode and points go into a picture that knows nothing else: no EXIF, XMP, IPTC, profile or text."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    opaque = picture.mode == "RGB" or picture.getchannel("A").getextrema()[0] == 255
    buffer = io.BytesIO()
    if opaque:
        bare.convert("RGB").save(buffer, **_JPEG)
        return CleanPicture(buffer.getvalue(), "image/jpeg", ".jpg", *bare.size)
    bare.save(buffer, **_PNG)
    return CleanPicture(buffer.getvalue(), "image/png", ".png", *bare.size)
