"""Taking files away: first the row says so and nobody opens the file any more, then the storage lets go of it, and the
row goes last, so that a process killed in between leaves work for the sweep and nothing else."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.formats import day
from portal.core.records import Record
from portal.documents.errors import FileLocked, FileRefused
from portal.documents.models import PrivateFile
from portal.documents.states import HELD, FileState
from portal.documents.storage.serving import storage
from portal.people.models import Person


def remove_file(*, file: PrivateFile, by: Actor | Person, at: datetime) -> None:
    """Removes a file, its content and its name; the record keeps that it was removed. Asked twice, done once.

    Raises FileLocked for one that must be kept until a day.
    """
    with transaction.atomic():
        locked = PrivateFile.objects.select_for_update().filter(pk=file.pk).first()
        if locked is None or locked.state == FileState.REMOVED:
            return
        if locked.kept_until and at < locked.kept_until:
            raise FileLocked(_("This file must be kept until %(day)s.") % {"day": day(locked.kept_until)})
        locked.state = FileState.after("remove", locked.state)
        locked.name, locked.sha256, locked.owner_uuid, locked.scan_next_at = "", "", None, None
        locked.save(update_fields=["state", "name", "sha256", "owner_uuid", "scan_next_at"])
        log_event(verb="documents.remove_file", by=by, about=locked, at=at, data={"purpose": locked.purpose})
        transaction.on_commit(lambda: remove_object(locked), robust=True)


def remove_files_about(*, about: Record, by: Actor | Person, at: datetime, purpose: str | None = None) -> int:
    """Removes every file about one thing (of one purpose); answers how many. Raises FileLocked at a locked one."""
    files = PrivateFile.objects.filter(about_kind=about._meta.label_lower, about_uuid=about.uuid, state__in=HELD)
    return remove_all(files=files.filter(purpose=purpose) if purpose else files, by=by, at=at)


def remove_files_of_owner(*, owners: Iterable[UUID], by: Actor | Person, at: datetime) -> int:
    """Removes what someone (their account, their person) sent in, for erasure; answers how many.

    What was signed stays until its day and only forgets whose it was.
    """
    theirs = PrivateFile.objects.filter(owner_uuid__in=list(owners), state__in=HELD)
    with transaction.atomic():
        theirs.filter(kept_until__gt=at).update(owner_uuid=None)
        return remove_all(files=theirs.exclude(kept_until__gt=at), by=by, at=at)


def remove_object(file: PrivateFile) -> bool:
    """Takes a removed file out of storage and its row out of the table. False when the storage is away: try later."""
    try:
        for key in filter(None, (file.key, file.small_key)):
            storage(file.storage).discard(key, file.version)
    except FileRefused:
        return False
    PrivateFile.objects.filter(pk=file.pk, state=FileState.REMOVED).delete()
    return True


def remove_objects(files: Iterable[PrivateFile]) -> int:
    """Finishes removals that were cut off; answers how many."""
    return sum(remove_object(file) for file in files)


def sweep_keys(keys: Iterable[str], name: str = "private") -> int:
    """Removes objects no row knows; answers how many. A storage that is away is tried again another day."""
    swept = 0
    for key in keys:
        try:
            storage(name).discard(key)
        except FileRefused:
            break
        swept += 1
    return swept


def remove_all(*, files: Iterable[PrivateFile], by: Actor | Person, at: datetime) -> int:
    """Removes each of these files in one transaction; answers how many."""
    with transaction.atomic():
        found = list(files)
        for file in found:
            remove_file(file=file, by=by, at=at)
    return len(found)
