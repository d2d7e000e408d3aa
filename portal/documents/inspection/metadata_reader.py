"""What a PDF says of itself: author, title, subject, keywords, in its own table and in XMP; who commented and signed.
A program of its own, as `pdf_reader` is: it reads a PDF from its input and writes plain text."""

import io
import re
import sys

import pikepdf

MAX_XMP = 1_000_000


def told_by(content: bytes) -> str:
    """The values, a line each; empty for what can't be read."""
    with pikepdf.open(io.BytesIO(content)) as document:
        lines = [str(value) for value in dict(document.docinfo).values() if isinstance(value, pikepdf.String)]
        if "/Metadata" in document.Root:
            xmp = document.Root.Metadata.read_bytes()[:MAX_XMP].decode("utf-8", "replace")
            lines += re.findall(r">([^<>]*\w[^<>]*)<", xmp)
            lines += re.findall(r"""\s(?!xmlns)\w+:\w+=["'](?!http)([^"'<>]*\w[^"'<>]*)["']""", xmp)
        for number, generation in document.get_xref_table():
            lines += _names_in(document.get_object(number, generation))
    return "\n".join(dict.fromkeys(" ".join(line.split()) for line in lines))


def _names_in(item: pikepdf.Object) -> list[str]:
    """Who wrote a comment, and who signed."""
    if not isinstance(item, pikepdf.Dictionary):
        return []
    comments = [one for one in item.get("/Annots", []) if isinstance(one, pikepdf.Dictionary)]
    return [
        str(held[key])
        for held in (item, *comments)
        for key, beside in (("/T", "/Rect"), ("/Name", "/ByteRange"))
        if beside in held and isinstance(held.get(key), pikepdf.String)
    ]


if __name__ == "__main__":
    sys.stdout.buffer.write(told_by(sys.stdin.buffer.read()).encode("utf-8", "replace"))
