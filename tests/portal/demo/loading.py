"""Parts of the demo, loaded for the tests of a file and taken back when they are done."""

from contextlib import contextmanager

import time_machine
from django.db import transaction
from django.test import override_settings

from portal.demo.load import EVERYTHING


@contextmanager
def loaded(parts, at, folder, blocker):
    """`parts` as they are loaded at an instant, their files below `folder`; answers the settings that find these."""
    files = {"MEDIA_ROOT": folder / "media", "PRIVATE_ROOT": folder / "private"}
    with blocker.unblock(), transaction.atomic():
        with override_settings(**files), time_machine.travel(at, tick=False):
            for _title, part in parts:
                part(at, EVERYTHING)
        yield files
        transaction.set_rollback(True)
