import contextlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.urls import reverse

from portal.documents.errors import StorageFailed
from portal.documents.storage.serving import ADDRESS_LIFETIME, Serving

_SALT = "portal.documents.local_address"


class Folder(FileSystemStorage):
    """A folder below settings.PRIVATE_ROOT, which has no addresses of its own and is for the owner's eyes only."""

    def __init__(self, below: str):
        self.below = below
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self):
        return Path(settings.PRIVATE_ROOT) / self.below

    @property
    def location(self):
        return os.path.abspath(self.base_location)

    def store(self, key: str, content: bytes, content_type: str, *, kept_until: datetime | None = None) -> str:
        """Writes a new file. The type is ours to remember; a folder keeps no versions, and can't keep a file from being
        removed: `kept_until` is held by the action alone."""
        try:
            self.save(key, ContentFile(content))
        except OSError as error:
            raise StorageFailed() from error
        return ""

    def read(self, key: str, version: str = "") -> bytes:
        """The whole content."""
        try:
            with self.open(key) as file:
                return file.read()
        except OSError as error:
            raise StorageFailed() from error

    def discard(self, key: str, version: str = "") -> None:
        """Removes a file for good; gone already is fine."""
        try:
            self.delete(key)
        except OSError as error:
            raise StorageFailed() from error

    def address(self, key: str, serving: Serving, version: str = "") -> str:
        """An address of ours, signed, that ends after five minutes."""
        told = [self.below, key, serving.content_type, serving.name, serving.inline]
        return reverse("documents:local", args=[signing.TimestampSigner(salt=_SALT).sign_object(told, compress=True)])

    def keys_under(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """Every key that begins with `prefix` (whole folders), and when it was written."""
        top = Path(self.location)
        for path in (top / prefix).rglob("*"):
            with contextlib.suppress(FileNotFoundError):  # removed meanwhile
                if path.is_file():
                    yield path.relative_to(top).as_posix(), datetime.fromtimestamp(path.stat().st_mtime, UTC)


def opened(token: str):
    """The file an address stands for and how to serve it: `(file, Serving)`. Raises signing.BadSignature when altered
    or over, FileNotFoundError when the file is gone."""
    below, key, content_type, name, inline = signing.TimestampSigner(salt=_SALT).unsign_object(
        token, max_age=ADDRESS_LIFETIME
    )
    return Folder(below).open(key), Serving(content_type, name, inline)
