"""Documents without what their programs wrote into them about people: author, company, who changed and commented; and
the pictures and documents inside them without it too.

Whoever reads for a jury must not meet a name that the nominee kept to themselves; so a document is kept without it from
the moment it arrives. What was signed is kept whole, to the byte: any change would break the signature.

    body = without_authors(content, kind)
"""

import io
import re
import shutil
import zipfile

from portal.documents.inspection.pdf import pdf_without_authors
from portal.documents.inspection.picture_metadata import without_metadata
from portal.documents.types import OFFICE, FileType

# Parts that hold nothing but such facts, wherever they lie; they are emptied, since other parts refer to them.
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006"
_CORE = '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
_EMPTIED = tuple(
    (re.compile(name), instead)
    for name, instead in (
        (r"^docProps/core\d*\.xml$|\.psmdcp$", _CORE),
        (r"^docProps/app\d*\.xml$", f'<Properties xmlns="{_PROPERTIES}/extended-properties"/>'),
        (r"^docProps/custom\d*\.xml$", f'<Properties xmlns="{_PROPERTIES}/custom-properties"/>'),
        (
            r"(^|/)meta\.xml$",
            '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            ' office:version="1.2"/>',
        ),
    )
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Where a comment or a tracked change names who made it: attributes of Word, Excel and PowerPoint, elements of all.
_ATTRIBUTES = re.compile(
    rb"""(\s(?:(?:w|w15|p15|p188):(?:author|initials|userId|providerId)|displayName|initials|userId|userName))"""
    rb"""(\s*=\s*)(["']).*?\3""",
    re.DOTALL,
)
_ELEMENTS = re.compile(
    rb"(<((?:\w+:)?(?:author|creator|creator-initials|sender-initials|initial-creator|lastModifiedBy|author-name|"
    rb"author-initials|printed-by|sender-firstname|sender-lastname|DisplayName))(?:\s[^>]*)?>)[^<]*(</\2>)"
)
# Where the document lay on whose computer.
_PLACES = re.compile(rb"""(<(?:\w+:)?absPath\b[^>]*?\surl=|\sTarget=)(["'])(?:file:|[A-Za-z]:\\)[^"']*\2""")
_NAMED_LISTS = re.compile(r"(^|/)(commentAuthors|authors|userNames)\.xml$")
_NAME = re.compile(rb"""(\sname)=(["']).*?\2""", re.DOTALL)
_PROSE = re.compile(r"^(word|xl|ppt|customXml)/.+\.(xml|rels)$|(^|/)(content|styles)\.xml$")
_PICTURES = re.compile(r"\.(jpe?g|jfif|png|webp)$", re.IGNORECASE)
_DOCUMENTS = re.compile(r"\.(docx|xlsx|pptx|odt|ods|odp|pdf)$", re.IGNORECASE)
# Documents inside documents, how deep; deeper ones are kept as they are.
MAX_DEPTH = 3
_SIGNED = re.compile(r"^_xmlsignatures/|^META-INF/.*signatures.*\.xml$")


def without_authors(content: bytes, kind: FileType) -> bytes:
    """The document without them; the same bytes where it is signed, or holds none. The same document always gives the
    same bytes. Raises FileRefused for one that can't be written anew."""
    if kind.slug == "pdf":
        return pdf_without_authors(content)
    return _office(content) if kind.slug in OFFICE else content


def _office(content: bytes, depth: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        entries = source.infolist()
        if any(_SIGNED.search(entry.filename) for entry in entries):
            return content
        anew = {name: part for entry in entries if (part := _anew(source, name := entry.filename, depth)) is not None}
        if not anew:
            return content
        with zipfile.ZipFile(out, "w") as target:
            for entry in entries:
                _copy(source, target, entry, anew.get(entry.filename))
    return out.getvalue()


def _anew(source: zipfile.ZipFile, name: str, depth: int) -> bytes | None:
    """A part of the document without names, None where it holds none."""
    for emptied, instead in _EMPTIED:
        if emptied.search(name):
            return (_HEAD + instead).encode()
    for kept, clean in ((_PROSE, _without_names), (_PICTURES, _picture), (_DOCUMENTS, _document)):
        if kept.search(name):
            told = source.read(name)
            part = clean(told, name, depth)
            return part if part != told else None
    return None


def _without_names(told: bytes, name: str, depth: int) -> bytes:
    text = _ELEMENTS.sub(rb"\1\3", _ATTRIBUTES.sub(rb"\1\2\3\3", told))
    text = _PLACES.sub(rb"\1\2file:///\2", text)
    return _NAME.sub(rb"\1=\2\2", text) if _NAMED_LISTS.search(name) else text


def _picture(told: bytes, name: str, depth: int) -> bytes:
    return without_metadata(told)


def _document(told: bytes, name: str, depth: int) -> bytes:
    """A document inside: as the outer one, but for one that can't be opened, which is left as it is."""
    if name.lower().endswith(".pdf"):
        return pdf_without_authors(told)
    if depth >= MAX_DEPTH or not zipfile.is_zipfile(io.BytesIO(told)):
        return told
    return _office(told, depth + 1)


def _copy(source: zipfile.ZipFile, target: zipfile.ZipFile, entry: zipfile.ZipInfo, anew: bytes | None) -> None:
    fresh = zipfile.ZipInfo(entry.filename, entry.date_time)
    fresh.compress_type, fresh.external_attr = entry.compress_type, entry.external_attr
    if anew is not None:
        target.writestr(fresh, anew)
        return
    with source.open(entry) as given, target.open(fresh, "w") as taken:
        shutil.copyfileobj(given, taken)
