"""Looks for what must not be committed: leftovers, inline scripts and styles, long lines of templates, addresses in the
locks.
"""

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEFTOVER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
TAG = re.compile(r"\{%.*?%\}")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")[^>]*>|<style|\sstyle=|\son[a-z]+=|hx-on", re.I
)

# Django reads a tag on one line only. So the sentence of a `translate` does not count, nor a line that is one tag.
MAX_TEMPLATE_LINE = 140
SENTENCE = re.compile(r"""(?<=\{% translate )("[^"]*"|'[^']*')""")
ONE_TAG = re.compile(r"\s*\{%((?!%\}).)*%\}\s*|.*\{% blocktranslate count .*\{% plural %\}.*")
# Styles that mail programs need inline; a logo that may have no white space in it.
LONG_LINES = ("templates/letters/base.html", "templates/desk/brand.html")


def is_long(line: str) -> bool:
    """Whether a template's line is longer than it has to be."""
    return len(SENTENCE.sub('""', line)) > MAX_TEMPLATE_LINE and not ONE_TAG.fullmatch(line)


def tracked() -> list[Path]:
    """The project's files, tracked or about to be."""
    done = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / line for line in done.stdout.splitlines() if (ROOT / line).is_file()]


def foreign_imports(name: str, text: str):
    """What a module of a `domain/` imports that the field's own rules may not know: of Django only `django.utils`
    (translation and what belongs to it); no models, no clock, no request."""
    for node in ast.walk(ast.parse(text)):
        modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        modules += [each.name for each in node.names] if isinstance(node, ast.Import) else []
        for module in modules:
            if module.split(".")[0] == "django" and not module.startswith("django.utils."):
                yield f"{name}: a domain imports {module}"
            if re.search(r"[.](models|queries|actions|clock)\b", module):
                yield f"{name}: a domain imports {module}"


def faults():
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in (".py", ".html", ".txt", ".css", ".js", ".md") and "/vendor/" not in name:
            text = path.read_text(encoding="utf-8")
            if name != "tests/support/hygiene.py" and (found := LEFTOVER.search(text)):
                yield f"{name}: a leftover {found[0]}"
            if path.suffix == ".py" and "/domain/" in name:
                yield from foreign_imports(name, text)
            if name.startswith("requirements/") and "://" in text:
                yield f"{name}: an address in a lock"
        if path.suffix == ".html" and name.startswith("templates/") and name != "templates/letters/base.html":
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                if INLINE.search(TAG.sub("", line)):
                    yield f"{name}:{number}: inline script or style"
        if path.suffix == ".html" and name.startswith("templates/") and name not in LONG_LINES:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                if is_long(line):
                    yield f"{name}:{number}: a line of {len(line)} characters"


if __name__ == "__main__":
    found = list(faults())
    sys.stdout.write("\n".join(found))
    sys.exit(bool(found))
