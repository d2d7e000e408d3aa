"""PDF files: whole, nothing behind, nothing that starts by itself."""

import subprocess
import sys
import zipfile
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.documents.errors import FileRefused

# Started, never imported: what parses a stranger's PDF stays out of the web's processes.
READER = Path(__file__).with_name("pdf_reader.py")
ROOT = READER.parents[3]
MAX_SECONDS = 20
_REFUSALS = {
    "damaged": gettext_lazy("This PDF is damaged or incomplete. Save it again, then choose it again."),
    "locked": gettext_lazy("This PDF is locked with a password. Save it without one and choose it again."),
    "active": gettext_lazy(
        "This PDF carries scripts or other files inside. Print it to a new PDF and choose that one."
    ),
    "unread": gettext_lazy("This PDF is too complex to be checked. Print it to a new PDF and choose that one."),
}
_BLANK = b"\r\n\t \x00"


def check_pdf(upload) -> None:
    """Raises FileRefused for a PDF that is damaged, locked, something else as well, or carries scripts or files."""
    upload.seek(0)
    content = upload.read()
    found = find_in(content)
    if found in _REFUSALS:
        raise FileRefused(_REFUSALS[found])
    upload.seek(0)
    if content.rpartition(b"%%EOF")[2].strip(_BLANK) or zipfile.is_zipfile(upload):
        raise FileRefused(_("This PDF has something else attached to it. Save it again as PDF and choose it again."))


def find_in(content: bytes) -> str:
    """What the reader says of a PDF (a `Finding` of pdf_reader), or `unread` where it gave up or died."""
    said = _run(content)
    return "unread" if said is None else said.decode()


def pdf_without_authors(content: bytes) -> bytes:
    """The PDF without what it says of people; as it is where it is signed. Raises FileRefused where the reader gave
    up."""
    clean = _run(content, "without-authors")
    if clean is None:
        raise FileRefused(_REFUSALS["unread"])
    return clean or content


def _run(content: bytes, *asked: str) -> bytes | None:
    """What the reader answers, None where it gave up or died. It is a program of its own, within bounds of time and
    memory, and knows none of our secrets."""
    command, env = [sys.executable, "-s", "-P", READER, *asked], {"PYTHONPATH": str(ROOT)}
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=MAX_SECONDS, env=env, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    return done.stdout
