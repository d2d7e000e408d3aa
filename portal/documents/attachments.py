"""Private files that go with letters: the answer portal.mail asks for when a letter is previewed or sent."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from portal.documents.errors import StorageFailed
from portal.documents.models import PrivateFile
from portal.documents.states import FileState
from portal.documents.storage.serving import storage
from portal.mail.attachments import Attachment, AttachmentGone, AttachmentNotNow


class PrivateFiles:
    """Gives accepted files only: a letter with one that was refused or removed must not go without it."""

    def load(self, file: UUID) -> Attachment:
        """The file with its content. Raises AttachmentGone, AttachmentNotNow."""
        found = PrivateFile.objects.filter(uuid=file, state=FileState.ACCEPTED).first()
        if found is None:
            raise AttachmentGone(_("A file attached to this e-mail was refused or removed."))
        try:
            content = storage(found.storage).read(found.key, found.version)
        except StorageFailed as failed:
            raise AttachmentNotNow(_("A file attached to this e-mail can't be read right now.")) from failed
        return Attachment(name=found.name, content_type=found.content_type, content=content)

    def names(self, files: Iterable[UUID]) -> dict[UUID, str]:
        """What a preview calls them; removed ones are absent."""
        found = PrivateFile.objects.filter(uuid__in=list(files)).exclude(state=FileState.REMOVED)
        return dict(found.values_list("uuid", "name"))
