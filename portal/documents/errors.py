"""Why a file is not taken, in words for the person who sent it."""

from django.utils.translation import gettext_lazy as _

from portal.core.errors import Refused


class FileRefused(Refused):
    """The file can't be taken. Nothing was stored."""


class FileLocked(Refused):
    """The file was signed or must be kept, and can't be removed before its day."""


class StorageFailed(FileRefused):
    """The storage did not take, give or remove a file. The same may be tried again."""

    message = _("The file could not be stored just now. Nothing you wrote is lost; try again in a minute.")


class ScannerDown(Exception):
    """The virus scanner did not answer; try again later. Never shown to a visitor."""
