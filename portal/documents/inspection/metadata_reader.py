"""What a PDF says of itself: author, title, subject, keywords, in its own table and in XMP. A program of its own, as
`pdf_reader` is: it reads a PDF from its input and writes plain text."""

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
    return "\n".join(dict.fromkeys(" ".join(line.split()) for line in lines))


if __name__ == "__main__":
    sys.stdout.buffer.write(told_by(sys.stdin.buffer.read()).encode("utf-8", "replace"))
