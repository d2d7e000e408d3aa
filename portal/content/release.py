"""Which code made a page: part of every kept page's key, so that none outlives the code and templates it came from."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

SOURCES = ("portal", "pioneers", "grants", "templates")
ENDINGS = frozenset((".py", ".html", ".css", ".js", ".svg", ".po", ".md"))


@cache
def release() -> str:
    """The digest of what this process runs, made once. Read from the files themselves: neither a checkout's times nor a
    number somebody forgets to raise can be wrong. Installed packages count by their lock, where it lies beside us."""
    digest = hashlib.sha256()
    for path in sorted(_sources(settings.BASE_DIR)):
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _sources(root: Path):
    for top in SOURCES:
        yield from (path for path in (root / top).rglob("*") if path.suffix in ENDINGS and path.is_file())
    yield from root.glob("requirements/base.txt")
