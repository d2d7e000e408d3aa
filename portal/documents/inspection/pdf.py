"""PDF files: whole, nothing in front, nothing behind, nothing that starts by itself."""

import re
import zipfile

from django.utils.translation import gettext as _

from portal.documents.errors import FileRefused

_TAIL = 4096
# What browsers and shells would run if the file were served or saved as something else.
_FOREIGN = re.compile(rb"<script|<html|<!doctype|<svg|<\?php|<iframe", re.IGNORECASE)
# ISO 32000-1 §12.6.4: actions that start programs or scripts on the reader's machine. Names may be written with #xx.
_STARTS_ITSELF = re.compile(rb"/(Launch|JavaScript|JS|EmbeddedFile|RichMedia)[\s(<\[/>]")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def check_pdf(upload) -> None:
    """Raises FileRefused for a PDF that is cut off, that is something else as well, or that carries scripts or files.

    What hides in compressed object streams is not seen here: the virus scanner looks there, and no reader of ours runs
    scripts (PDFs are served in a sandbox).
    """
    upload.seek(0)
    content = upload.read()
    tail = content[-_TAIL:]
    end = tail.rfind(b"%%EOF")
    if end < 0 or b"startxref" not in tail:
        raise FileRefused(_("This PDF is damaged or cut off. Save it again and choose it anew."))
    upload.seek(0)
    if tail[end + 5 :].strip(b"\r\n\t \x00") or _FOREIGN.search(content[:1024]) or zipfile.is_zipfile(upload):
        raise FileRefused(_("This PDF has something else attached to it. Save it again as PDF and choose it anew."))
    if _STARTS_ITSELF.search(content) or _STARTS_ITSELF.search(_unescaped_names(content)):
        raise FileRefused(
            _("This PDF carries scripts or other files inside. Print it to a new PDF and choose that one.")
        )


def _unescaped_names(content: bytes) -> bytes:
    """Names as a reader sees them: `/J#61vaScript` is `/JavaScript`. Only where such escapes occur in names at all."""
    if not re.search(rb"/\w*#[0-9A-Fa-f]{2}", content):
        return b""
    return b" ".join(
        _ESCAPED.sub(lambda found: bytes([int(found.group(1), 16)]), name) + b" "
        for name in re.findall(rb"/[\w#]*#[0-9A-Fa-f]{2}[\w#]*", content)
    )
