"""Who may see and open private files."""

from datetime import datetime

import rules
from django.db.models import Model

from portal.core.actors import Viewer
from portal.documents.models import PrivateFile
from portal.documents.purposes import registered
from portal.documents.states import FileState
from portal.people.rules import is_administrator, is_manager

rules.add_perm("documents.see_files", is_manager | is_administrator)
rules.add_perm("documents.open_undecided", is_manager | is_administrator)
rules.add_perm("documents.refuse_file", is_manager | is_administrator)


def may_open(viewer: Viewer, file: PrivateFile, about: Model | None, at: datetime) -> bool:
    """Whether `viewer` may open `file` now: by the rule of the half that registered its purpose; and while it is not
    accepted, only if they are staff who look after files."""
    known = registered(file.purpose)
    if known is None or about is None or file.state == FileState.REMOVED:
        return False
    if file.state != FileState.ACCEPTED and not _manages_files(viewer):
        return False
    return bool(known.may_open(viewer, about, file, at))


def _manages_files(viewer: Viewer) -> bool:
    return viewer.has_perm("documents.open_undecided")
