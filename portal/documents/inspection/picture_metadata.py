"""What pictures tell beside their points, taken out of JPEG, PNG and WebP without touching a point: for pictures inside
documents, which are kept as they were made. Plain bytes, no library: the reader of PDFs uses it too.
"""

import re
from collections.abc import Iterator

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
# In a scan a marker is never followed by these: stuffed bytes, restarts, fill.
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_END, _SCAN, _COMMENT = 0xD9, 0xDA, 0xFE
_APPLICATIONS = range(0xE0, 0xF0)
# Segments of programs that say how to draw: JFIF, a colour profile, Adobe's kind of colour.
_DRAWN = (b"JFIF\x00", b"ICC_PROFILE\x00", b"Adobe")
_PNG_FACTS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
_WEBP_FACTS = {b"EXIF", b"XMP "}
# In the head of a WebP of parts: that there is EXIF, and XMP.
_WEBP_FLAGS = 0b00001100
_EXIF = b"Exif\x00\x00"
_ORIENTATION = 0x0112


def without_metadata(content: bytes) -> bytes:
    """A JPEG without EXIF (but for which way is up), XMP, IPTC, comments and what follows it; a PNG without texts, EXIF
    and time; a WebP without EXIF and XMP. Anything else, and what can't be followed to its end, as it is."""
    if content.startswith(_JPEG):
        return _jpeg(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _webp(content)
    return _png(content) if content.startswith(_PNG) else content


def _jpeg(content: bytes) -> bytes:
    parts = list(_segments(content))
    if not parts or parts[-1][0] != _END:
        return content
    up = next((way for marker, segment in parts if marker == 0xE1 and (way := _orientation(segment[4:]))), 1)
    kept = [segment for marker, segment in parts if not _tells(marker, segment)]
    return b"".join([_JPEG, _turned(up) if up != 1 else b"", *kept])


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each segment with its marker, a scan with the data that follows it; up to the end of the picture."""
    at = len(_JPEG)
    while at + 2 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _END:
            yield marker, content[at : at + 2]
            return
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == _SCAN:
            found = _AFTER_SCAN.search(content, end)
            if found is None:
                return
            end = found.start()
        yield marker, content[at:end]
        at = end


def _tells(marker: int, segment: bytes) -> bool:
    return marker == _COMMENT or (marker in _APPLICATIONS and not segment[4:].startswith(_DRAWN))


def _orientation(body: bytes) -> int:
    """Which way is up, as EXIF says it; 0 where it doesn't."""
    if not body.startswith(_EXIF):
        return 0
    tiff = body[len(_EXIF) :]
    order = "little" if tiff[:2] == b"II" else "big"

    def number(at: int, length: int) -> int:
        return int.from_bytes(tiff[at : at + length], order)

    first = number(4, 4)
    for entry in range(first + 2, first + 2 + 12 * min(number(first, 2), 200), 12):
        if number(entry, 2) == _ORIENTATION:
            return number(entry + 8, 2) if 1 <= number(entry + 8, 2) <= 8 else 0
    return 0


def _turned(way: int) -> bytes:
    tiff = b"MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00%c\x00\x00\x00\x00\x00\x00" % way
    return b"\xff\xe1" + (len(_EXIF + tiff) + 2).to_bytes(2, "big") + _EXIF + tiff


def _png(content: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        kind = content[at + 4 : at + 8]
        if kind not in _PNG_FACTS:
            kept.append(content[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end
    return content


def _webp(content: bytes) -> bytes:
    kept, at = [], 12
    while at + 8 <= len(content):
        kind, length = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        part = content[at:end]
        if kind == b"VP8X":
            part = part[:8] + bytes([part[8] & ~_WEBP_FLAGS]) + part[9:]
        if kind not in _WEBP_FACTS:
            kept.append(part)
        at = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body
