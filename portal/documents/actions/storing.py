"""Taking files in. What is checked and written anew happens before the transaction; only rows are written inside it."""

import contextlib
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import ngettext

from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.records import Record
from portal.documents.actions.removing import remove_files_about
from portal.documents.authors import without_authors
from portal.documents.errors import FileRefused
from portal.documents.inspection.check import check_upload
from portal.documents.inspection.metadata import document_metadata
from portal.documents.models import PrivateFile
from portal.documents.names import clean_name, unused_name
from portal.documents.pictures import clean_picture, smaller_copy
from portal.documents.purposes import Purpose, purpose_of
from portal.documents.queries.files import count_held, names_held
from portal.documents.signals import file_waits
from portal.documents.states import HELD, FileState
from portal.documents.storage.serving import storage
from portal.documents.types import PICTURES, FileType
from portal.people.models import Person


@dataclass(frozen=True, slots=True)
class _Content:
    """What will be stored: for pictures the copy written anew, for others what was sent."""

    body: bytes
    content_type: str
    extension: str
    metadata: str = ""
    small: bytes | None = None
    width: int | None = None
    height: int | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


def store_upload(
    *, upload: File, purpose: str, about: Record, by: Actor | Person, at: datetime, replace: bool = False
) -> PrivateFile:
    """Takes in what someone sent about `about`: checked by content, pictures without what they tell, under a safe name.

    `by` is a user, a Person or None (an anonymous draft). The same content for the same purpose again answers the file
    that is there. With a virus scanner the file waits as `arrived`, without one it is `accepted` at once. With
    `replace` it takes the place of what is held for that purpose (a new portrait), which goes only if the new is good.
    Raises FileRefused with a sentence for the sender (`field` is left for the form to fill), StorageFailed (a
    FileRefused) when the storage is away.
    """
    wanted = purpose_of(purpose)
    kind = check_upload(upload, wanted)
    content = _content(upload, kind, wanted)
    there = _same(about, wanted, content)
    if there is not None:
        return there
    if not replace:
        _check_count(about, wanted)
    waits = bool(settings.CLAMD_URL)
    file = _new(
        content, upload.name or "", wanted.slug, about, at, state=FileState.ARRIVED if waits else FileState.ACCEPTED
    )
    file.owner_uuid = getattr(by, "uuid", None)
    file.scan_next_at = at if waits else None

    def make_room() -> None:
        if replace:
            remove_files_about(about=about, by=by, at=at, purpose=wanted.slug)
        _check_count(about, wanted)
        file.name = unused_name(file.name, names_held(about))

    return _keep(file, content, about, verb="documents.store_upload", by=by, at=at, make_room=make_room)


def store_generated(
    *, content: bytes, name: str, purpose: str, about: Record, at: datetime, kept_until: datetime | None = None
) -> PrivateFile:
    """Keeps a PDF we made (a receipt, an agreement) about `about`; accepted at once, not counted against limits.

    With `kept_until` it goes to the locked storage, where nobody can change or remove it before that instant. The same
    content again answers the file that is there. Raises StorageFailed.
    """
    wanted = purpose_of(purpose)
    made = _Content(content, "application/pdf", ".pdf")
    there = _same(about, wanted, made)
    if there is not None:
        return there
    file = _new(made, name, wanted.slug, about, at, state=FileState.ACCEPTED)
    file.kept_until = kept_until
    file.storage = "locked" if kept_until else "private"
    return _keep(file, made, about, verb="documents.store_generated", by=None, at=at)


def _content(upload: File, kind: FileType, purpose: Purpose) -> _Content:
    if kind.slug in PICTURES:
        picture = clean_picture(upload)
        small = smaller_copy(picture)
        return _Content(
            picture.content, picture.content_type, picture.extension, small=small.content if small else None,
            width=picture.width, height=picture.height,
        )  # fmt: skip
    upload.seek(0)
    body = without_authors(upload.read(), kind)
    metadata = document_metadata(body, kind) if purpose.notes_metadata else ""
    return _Content(body, kind.content_type, kind.extensions[0], metadata)


def _same(about: Record, purpose: Purpose, content: _Content) -> PrivateFile | None:
    return PrivateFile.objects.filter(
        about_kind=about._meta.label_lower,
        about_uuid=about.uuid,
        purpose=purpose.slug,
        sha256=content.sha256,
        state__in=HELD,
    ).first()


def _check_count(about: Record, purpose: Purpose) -> None:
    if count_held(about, purpose.slug) >= purpose.max_count:
        raise FileRefused(
            ngettext(
                "There is already a file here. Remove it first to choose another.",
                "There are already %(count)s files here, and you can’t add more. Remove one first.",
                purpose.max_count,
            )
            % {"count": purpose.max_count}
        )


def _new(
    content: _Content, sent_name: str, purpose: str, about: Record, at: datetime, *, state: FileState
) -> PrivateFile:
    uuid = uuid4()
    key = f"{at:%Y/%m/%d}/{uuid.hex}"
    return PrivateFile(
        uuid=uuid,
        purpose=purpose,
        about_kind=about._meta.label_lower,
        about_uuid=about.uuid,
        state=state,
        name=clean_name(sent_name, content.extension),
        content_type=content.content_type,
        size=len(content.body),
        sha256=content.sha256,
        width=content.width,
        height=content.height,
        metadata=content.metadata,
        key=key + content.extension,
        small_key=f"{key}-small{content.extension}" if content.small else "",
        arrived_at=at,
        decided_at=None if state == FileState.ARRIVED else at,
    )


def _keep(
    file: PrivateFile,
    content: _Content,
    about: Record,
    *,
    verb: str,
    by: Actor | Person,
    at: datetime,
    make_room: Callable[[], None] | None = None,
) -> PrivateFile:
    """The content into storage, then the row; or, where the same content came in meanwhile, that file instead."""
    shelf = storage(file.storage)
    version = shelf.store(file.key, content.body, content.content_type, kept_until=file.kept_until)
    file.version = version if file.storage == "locked" else ""
    if content.small:
        shelf.store(file.small_key, content.small, content.content_type)
    try:
        kept = _register(file, content, about, verb, by, at, make_room)
    except BaseException:
        _discard(file)
        raise
    if kept is not file:
        _discard(file)
    return kept


def _register(
    file: PrivateFile,
    content: _Content,
    about: Record,
    verb: str,
    by: Actor | Person,
    at: datetime,
    make_room: Callable[[], None] | None,
) -> PrivateFile:
    """The row and its entry, under a lock on what the file is about: two at once neither double nor pass the limit."""
    with transaction.atomic():
        about._meta.model._base_manager.select_for_update().filter(pk=about.pk).first()
        there = _same(about, purpose_of(file.purpose), content)
        if there is not None:
            return there
        if make_room is not None:
            make_room()
        file.save()
        told = {"file": str(file.uuid), "purpose": file.purpose, "type": file.content_type, "size": file.size}
        log_event(verb=verb, by=by, about=about, at=at, data=told)
        if file.state == FileState.ARRIVED:
            transaction.on_commit(lambda: file_waits.send(PrivateFile, file=file), robust=True)
    return file


def _discard(file: PrivateFile) -> None:
    """What was stored for a row that did not come to be. What fails here, the nightly sweep finds."""
    with contextlib.suppress(FileRefused):
        for key in filter(None, (file.key, file.small_key)):
            storage(file.storage).discard(key, file.version)
