"""Editors' pictures on arrival: turned upright, all metadata gone, no larger than a page can use."""

from io import BytesIO
from pathlib import PurePath

from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST = (2400, 2400)
FORMATS = {
    "JPEG": {"quality": 88, "progressive": True, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 88},
}


def without_metadata(upload) -> ContentFile:
    """The same picture drawn anew: EXIF with its place and time, profiles and comments stay behind.

    What Pillow can't draw again as it was (an animation, an unusual format) is returned as it came: Wagtail's own
    field has already refused what is no picture at all.
    """
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    name = PurePath(upload.name).name
    try:
        picture = Image.open(BytesIO(content))
        kind = picture.format
        if kind not in FORMATS or getattr(picture, "is_animated", False):
            return ContentFile(content, name=name)
        picture = ImageOps.exif_transpose(picture)
        picture.thumbnail(LARGEST, Image.Resampling.LANCZOS)
    except (UnidentifiedImageError, OSError):
        return ContentFile(content, name=name)
    if picture.mode not in ("RGB", "RGBA", "L", "P"):
        picture = picture.convert("RGB")
    bare = Image.new(picture.mode, picture.size)
    if picture.mode == "P":
        bare.putpalette(picture.getpalette())
    bare.paste(picture)
    drawn = BytesIO()
    bare.save(drawn, kind, **FORMATS[kind])
    return ContentFile(drawn.getvalue(), name=name)
