"""Files that come along with a form, each taken or refused in words that name it."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from portal.documents.errors import FileRefused
from portal.documents.names import clean_name, ending_of


def printable_name(sent: str) -> str:
    """A sent name fit to be shown in a sentence."""
    return clean_name(sent, ending_of(sent))


def named(upload, refusal: FileRefused) -> str:
    """Which file is refused, and why."""
    return _("%(name)s: %(sentence)s") % {"name": printable_name(upload.name), "sentence": refusal}


def store_each(uploads: Iterable, take: Callable) -> list[str]:
    """Hands each upload to `take(upload)`; a sentence for each one that is refused. The others are taken."""
    wrong = []
    for upload in uploads:
        try:
            take(upload)
        except FileRefused as refusal:
            wrong.append(named(upload, refusal))
    return wrong
