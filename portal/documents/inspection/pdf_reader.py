"""Reads one PDF on standard input and prints what it is (a `Finding`); asked for `without-authors`, it prints the PDF
again without what it says of people, or nothing where it is signed. A program of its own, without Django.

Whoever opens a stranger's PDF unpacks what it says: 220 KB can ask for half a gigabyte before its first object is seen,
and no setting of the library bounds every filter. So the reader gets its bounds from the system, and may die of them.
"""

import contextlib
import io
import resource
import sys
from enum import StrEnum

import pikepdf

from portal.documents.inspection.picture_metadata import without_metadata

MAX_MEMORY = 512 * 1024 * 1024
MAX_CPU_SECONDS = 10

# ISO 32000-2 §12.6.4: actions that run a program or a script, whenever they are asked for,
_RUNS = {"/JavaScript", "/Launch", "/ImportData", "/RichMediaExecute"}
# and those that only move about in the document: no other may start by itself, on opening or turning a page.
_QUIET = {"/GoTo", "/Named", "/Hide", "/SetOCGState", "/Trans", "/Thread"}
_CONTAINERS = (pikepdf.Dictionary, pikepdf.Array)
_FILE_KEYS = ("/F", "/UF", "/DOS", "/Mac", "/Unix")


class Finding(StrEnum):
    FINE = "fine"
    DAMAGED = "damaged"
    LOCKED = "locked"
    ACTIVE = "active"


def inspect_pdf(content: bytes) -> Finding:
    """Whether the PDF is whole, opens without a password, and holds no script, program, form of Adobe's or other file.

    Nothing is repaired: what two readers would repair in two ways can show each of them another document. Encrypted
    files that open without a password (a common way to forbid copying) are read like any other.
    """
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
            for number, generation in pdf.get_xref_table():
                if _is_active(pdf.get_object(number, generation)):
                    return Finding.ACTIVE
            return Finding.ACTIVE if _is_active(pdf.trailer) else Finding.FINE
    except pikepdf.PasswordError:
        return Finding.LOCKED
    except pikepdf.PdfError:
        return Finding.DAMAGED


def without_authors(content: bytes) -> bytes:
    """The PDF without its document information, XMP, private data of programs, names beside comments, and what the
    photographs in it tell. Empty where it holds none of these, and for a signed one, which any change would break."""
    with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
        found = [pdf.get_object(number, generation) for number, generation in pdf.get_xref_table()]
        held = [part for item in found for part in _dictionaries(item)]
        if any("/ByteRange" in part for part in held):
            return b""
        removed = sum(_remove_people(part) for part in (*held, pdf.trailer)) + sum(map(_clean_photograph, found))
        if not removed:
            return b""
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _remove_people(part: pikepdf.Dictionary) -> int:
    """Takes out of a dictionary what says who made it; how many entries that were."""
    keys = [key for key in ("/Metadata", "/PieceInfo", "/Info") if key in part]
    if "/T" in part and "/Subtype" in part and "/Rect" in part and "/FT" not in part and "/Parent" not in part:
        keys.append("/T")  # who wrote a comment
    for key in keys:
        del part[key]
    return len(keys)


def _clean_photograph(item: pikepdf.Object) -> bool:
    """A JPEG lies in a PDF as the camera wrote it, with where and when. Whether that was taken out of it."""
    if not isinstance(item, pikepdf.Stream):
        return False
    packed = item.get("/Filter")
    if [str(name) for name in (packed if isinstance(packed, pikepdf.Array) else [packed])] != ["/DCTDecode"]:
        return False
    told = item.read_raw_bytes()
    bare = without_metadata(told)
    if bare == told:
        return False
    item.write(bare, filter=item.Filter, decode_parms=item.get("/DecodeParms"))
    return True


def _dictionaries(item: pikepdf.Object) -> list[pikepdf.Dictionary]:
    """Every dictionary in this object; objects it refers to are in the table."""
    waiting, found = [item], []
    while waiting:
        held = waiting.pop()
        if isinstance(held, pikepdf.Stream):
            held = held.stream_dict
        if isinstance(held, pikepdf.Dictionary):
            found.append(held)
        if isinstance(held, _CONTAINERS):
            inside = held if isinstance(held, pikepdf.Array) else dict(held.items()).values()
            waiting += [value for value in inside if isinstance(value, _CONTAINERS) and not value.is_indirect]
    return found


def _is_active(item: pikepdf.Object) -> bool:
    """Whether a dictionary in this object acts; objects it refers to are in the table, and looked at on their own."""
    waiting = [item]
    while waiting:
        held = _entries(item := waiting.pop())
        if _acts(held):
            return True
        inside = item if isinstance(item, pikepdf.Array) else held.values()
        waiting += [value for value in inside if isinstance(value, _CONTAINERS) and not value.is_indirect]
    return False


def _acts(held: dict) -> bool:
    action = str(held.get("/S"))
    return (
        action in _RUNS
        or (action == "/Rendition" and "/JS" in held)
        or any(_starts(value) for value in (held.get("/OpenAction"), *_entries(held.get("/AA")).values()))
        or str(held.get("/Type")) == "/EmbeddedFile"
        or any(key in _FILE_KEYS for key in _entries(held.get("/EF")))
        or str(held.get("/Subtype")) == "/RichMedia"
        or "/XFA" in held  # a form of Adobe's, with scripts in an XML of its own
    )


def _starts(action) -> bool:
    return str(_entries(action).get("/S", "/GoTo")) not in _QUIET


def _entries(item) -> dict:
    """The entries of a dictionary or a stream, none of anything else. In one call: each look-up would cost as much."""
    if isinstance(item, pikepdf.Stream):
        item = item.stream_dict
    return dict(item.items()) if isinstance(item, pikepdf.Dictionary) else {}


def _limit() -> None:
    with contextlib.suppress(ValueError, OSError):  # macOS knows no bound of memory
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS))


if __name__ == "__main__":
    _limit()
    if "without-authors" in sys.argv:
        sys.stdout.buffer.write(without_authors(sys.stdin.buffer.read()))
    else:
        sys.stdout.write(inspect_pdf(sys.stdin.buffer.read()))
