"""Documents without what their programs wrote into them about people: author, company, who changed and commented.

Whoever reads for a jury must not meet a name that the nominee kept to themselves; so a document is kept without it from
the moment it arrives. What was signed is kept whole, to the byte: any change would break the signature.

    body = without_authors(content, kind)
"""

import io
import re
import shutil
import zipfile

from portal.documents.inspection.pdf import pdf_without_authors
from portal.documents.types import OFFICE, FileType

# Parts that hold nothing but such facts; they are emptied, since other parts refer to them.
_EMPTIED = {
    "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',  # noqa: E501
    "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    "meta.xml": '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>',  # noqa: E501
}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Where a comment or a tracked change names who made it: attributes of Word and PowerPoint, elements of the others.
_ATTRIBUTES = re.compile(
    rb'(\s(?:w|w15|p15|p188):(?:author|initials|userId|providerId)|\s(?:displayName|initials|userId))="[^"]*"'
)
_ELEMENTS = re.compile(
    rb"(<((?:\w+:)?(?:author|creator|creator-initials|sender-initials|initial-creator|lastModifiedBy))"
    rb"(?:\s[^>]*)?>)[^<]*(</\2>)"
)
_COMMENT_AUTHORS = re.compile(r"(^|/)(commentAuthors|authors)\.xml$")
_NAME = re.compile(rb'(\sname)="[^"]*"')
_PROSE = re.compile(r"^(word|xl|ppt)/.+\.xml$|^(content|styles)\.xml$|/(content|styles)\.xml$")
_SIGNED = re.compile(r"^_xmlsignatures/|^META-INF/.*signatures.*\.xml$")


def without_authors(content: bytes, kind: FileType) -> bytes:
    """The document without them; the same bytes where it is signed, or holds none. The same document always gives the
    same bytes. Raises FileRefused for one that can't be written anew."""
    if kind.slug == "pdf":
        return pdf_without_authors(content)
    return _office(content) if kind.slug in OFFICE else content


def _office(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        entries = source.infolist()
        if any(_SIGNED.search(entry.filename) for entry in entries):
            return content
        anew = {name: text for entry in entries if (text := _anew(source, name := entry.filename)) is not None}
        if not anew:
            return content
        with zipfile.ZipFile(out, "w") as target:
            for entry in entries:
                _copy(source, target, entry, anew.get(entry.filename))
    return out.getvalue()


def _anew(source: zipfile.ZipFile, name: str) -> bytes | None:
    """A part of the document without names, None where it holds none."""
    if name in _EMPTIED:
        return (_HEAD + _EMPTIED[name]).encode()
    if not _PROSE.search(name):
        return None
    told = source.read(name)
    text = _ELEMENTS.sub(rb"\1\3", _ATTRIBUTES.sub(rb'\1=""', told))
    text = _NAME.sub(rb'\1=""', text) if _COMMENT_AUTHORS.search(name) else text
    return text if text != told else None


def _copy(source: zipfile.ZipFile, target: zipfile.ZipFile, entry: zipfile.ZipInfo, anew: bytes | None) -> None:
    fresh = zipfile.ZipInfo(entry.filename, entry.date_time)
    fresh.compress_type, fresh.external_attr = entry.compress_type, entry.external_attr
    if anew is not None:
        target.writestr(fresh, anew)
        return
    with source.open(entry) as given, target.open(fresh, "w") as taken:
        shutil.copyfileobj(given, taken)
