"""From arrived to accepted or refused: what the virus scanner says, or staff."""

import io
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_noop

from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.documents.errors import ScannerDown, StorageFailed
from portal.documents.models import PrivateFile
from portal.documents.scanning import scan
from portal.documents.signals import file_refused
from portal.documents.states import FileState
from portal.documents.storage.serving import storage

# Pauses between attempts while the scanner is away, in minutes; the last one again and again.
PAUSES = (1, 2, 5, 10, 20, 30, 60)
VIRUS = gettext_noop("The virus scanner found something harmful in this file.")


def finish_scan(*, file: PrivateFile, at: datetime) -> PrivateFile:
    """Scans an arrived file and accepts or refuses it. Asked again for a settled file, it does nothing. While the
    scanner is away the next attempt is put off by growing pauses."""
    if file.state != FileState.ARRIVED:
        return file
    try:
        harmful = scan(io.BytesIO(storage(file.storage).read(file.key)))
    except (ScannerDown, StorageFailed):
        return _put_off(file, at)
    if harmful:
        return refuse_file(file=file, reason=VIRUS, by=None, at=at)
    return accept_file(file=file, by=None, at=at)


def accept_file(*, file: PrivateFile, by: Actor, at: datetime) -> PrivateFile:
    """The file can be opened by whom its purpose allows. Raises TransitionRefused unless it has arrived."""
    return _decide(file, "accept", by, at)


def refuse_file(*, file: PrivateFile, reason: str, by: Actor, at: datetime) -> PrivateFile:
    """The file is opened by staff alone from now on, and gone after a month. `reason` is shown to who sent it."""
    return _decide(file, "refuse", by, at, reason)


def _decide(file: PrivateFile, step: str, by: Actor, at: datetime, reason: str = "") -> PrivateFile:
    with transaction.atomic():
        locked = PrivateFile.objects.select_for_update().get(pk=file.pk)
        target = FileState.target(step)
        if locked.state == target:
            return locked
        locked.state = FileState.after(step, locked.state)
        locked.decided_at, locked.refusal, locked.scan_next_at = at, reason, None
        locked.save(update_fields=["state", "decided_at", "refusal", "scan_next_at"])
        log_event(verb=f"documents.{step}_file", by=by, about=locked, at=at, data={"purpose": locked.purpose})
        if locked.state == FileState.REFUSED:
            file_refused.send(PrivateFile, file=locked, at=at)
    return locked


def _put_off(file: PrivateFile, at: datetime) -> PrivateFile:
    with transaction.atomic():
        locked = PrivateFile.objects.select_for_update().get(pk=file.pk)
        if locked.state == FileState.ARRIVED:
            pause = PAUSES[min(locked.scan_attempts, len(PAUSES) - 1)]
            locked.scan_attempts += 1
            locked.scan_next_at = at + timedelta(minutes=pause)
            locked.save(update_fields=["scan_attempts", "scan_next_at"])
    return locked
