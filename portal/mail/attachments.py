"""Files that go with a letter. Letters keep uuids only; the app that holds the files answers for them at sending."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _


class AttachmentGone(Exception):
    """The file was removed or refused, and the letter must not go without it. Says so in words staff can read."""


class AttachmentNotNow(Exception):
    """The file is there, but its storage does not answer: the letter is tried again later."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as it is sent: bytes with a name and a media type."""

    name: str
    content_type: str
    content: bytes


class AttachmentProvider(Protocol):
    """What the app that holds private files registers (portal.documents)."""

    def load(self, file: UUID) -> Attachment:
        """The file itself. Raises AttachmentGone, AttachmentNotNow."""

    def names(self, files: Iterable[UUID]) -> dict[UUID, str]:
        """The names of those that still exist, for previews."""


_providers: list[AttachmentProvider] = []


def register_attachments(provider: AttachmentProvider) -> None:
    """Let `provider` answer for attachments; call it in the app's portal_hooks."""
    _providers[:] = [provider]


def load_attachment(file: str) -> Attachment:
    """The file with this uuid. Raises AttachmentGone, AttachmentNotNow."""
    if not _providers:
        raise AttachmentGone(_("No storage for private files is set up."))
    return _providers[0].load(UUID(file))


def attachment_names(files: Iterable[str]) -> list[str]:
    """What a preview calls each attachment: its name, or its uuid where the file is gone."""
    wanted = [UUID(file) for file in files]
    known = _providers[0].names(wanted) if _providers and wanted else {}
    return [known.get(file, str(file)) for file in wanted]
