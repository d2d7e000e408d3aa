"""Editors' media where they lie on disk: pictures, films, sound, captions."""

import mimetypes
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404
from django.utils._os import safe_join
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile


def serve_media(request, path: str):
    """A file below MEDIA_ROOT, whole or in part: who moves about in a film asks for parts, and Safari plays none
    without. Raises Http404."""
    try:
        file = Path(safe_join(settings.MEDIA_ROOT, path))
    except SuspiciousFileOperation:
        raise Http404(path)
    if not file.is_file():
        raise Http404(path)
    return WhiteNoiseMiddleware.serve(StaticFile(str(file), [("Content-Type", _kind_of(file))]), request)


def _kind_of(file: Path) -> str:
    kind = settings.WAGTAILDOCS_CONTENT_TYPES.get(file.suffix.lower().removeprefix("."))
    return kind or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
