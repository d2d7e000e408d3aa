"""What a document says of itself beside its pages: its author, who changed it last, its title."""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from portal.documents.types import OFFICE, FileType

# Started, never imported: what parses a stranger's PDF stays out of the web's processes.
READER = Path(__file__).with_name("metadata_reader.py")
MAX_SECONDS = 20
MAX_LENGTH = 2000
MAX_PART = 1_000_000
# Where those are named who changed or commented: in attributes, and in elements of OpenDocument.
NAMING = re.compile(r"^(word|xl|ppt)/.+\.xml$|^content\.xml$")
NAMED = re.compile(
    r"""\s(?:\w+:)?(?:author|displayName|userName)\s*=\s*["']([^"'<>]*\w[^"'<>]*)["']|"""
    r"""<(?:\w+:)?(?:author|creator)>([^<>]*\w[^<>]*)<"""
)
PARTS = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "meta.xml")


def document_metadata(content: bytes, kind: FileType) -> str:
    """The words of it, a line each; empty where there are none, or none that can be read. Pictures are written anew
    without any when they arrive."""
    if kind.slug == "pdf":
        return _of_pdf(content)[:MAX_LENGTH]
    return _of_office(content)[:MAX_LENGTH] if kind.slug in OFFICE else ""


def _of_pdf(content: bytes) -> str:
    try:
        done = subprocess.run(
            [sys.executable, "-I", READER], input=content, capture_output=True, timeout=MAX_SECONDS, env={}, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return ""
    return done.stdout.decode("utf-8", "replace")


def _of_office(content: bytes) -> str:
    lines: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in sorted(set(PARTS) & set(archive.namelist())):
            with archive.open(part) as given:
                lines += re.findall(r">([^<>]*\w[^<>]*)<", given.read(MAX_PART).decode("utf-8", "replace"))
        for part in filter(NAMING.search, archive.namelist()):
            with archive.open(part) as given:
                text = given.read(MAX_PART).decode("utf-8", "replace")
            lines += [attribute or element for attribute, element in NAMED.findall(text)]
    return "\n".join(dict.fromkeys(" ".join(line.split()) for line in lines))
