"""What the documents name in the code is there under that name: files, modules, functions, jobs, tables."""

import re
from pathlib import Path
from pkgutil import resolve_name

from django.apps import apps

from tests.support.values import for_each

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")])
FENCED = re.compile(r"^ *```.*?^ *```", re.M | re.S)
CODE = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"(?:[\w.-]+/)*[\w.-]+\.(?:py|html|md|css|js|toml|typ)")
# A dotted name, or a call, or a word that no prose has: with an underscore or a capital inside.
DOTTED = re.compile(r"[a-z_]+(?:\.[a-zA-Z_]\w*)+")
NAME = re.compile(r"([A-Za-z]\w*)(\(.*\))?")
# What an example tells the reader to make.
TO_BE_MADE = {
    "templates/letters/grants/report_due.md",
    "templates/letters/grants/waitlisted.md",
    "grants/admin/funders.py",
}

SOURCES = [
    path
    for top in ("portal", "pioneers", "grants", "templates", "tests", "requirements")
    for path in sorted((ROOT / top).rglob("*"))
    if path.is_file() and "vendor" not in path.parts
]
TEXT = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [*SOURCES, ROOT / ".env.example", ROOT / "Makefile"]
    if path.suffix in (".py", ".html", ".example", "") and path != Path(__file__)
)
WORDS = set(re.findall(r"\w+", TEXT))
FILES = ["/" + path.relative_to(ROOT).as_posix() for path in SOURCES]


def is_file(name: str) -> bool:
    """A file from the root, or by the end of its path where the text says whose it is."""
    return (ROOT / name).exists() or name in TO_BE_MADE or any(path.endswith(f"/{name}") for path in FILES)


def is_dotted(name: str) -> bool:
    """A module or what it holds, or the name of a job, a verb or a rule as the code writes it."""
    if f'"{name}"' in TEXT or f'"{name.replace(".", "/")}"' in TEXT:
        return True
    try:
        resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


def is_known(code: str, document: Path) -> bool:
    if code.startswith("var/") or re.fullmatch(r"[\w.-]+\.md", code):
        return True
    if FILE.fullmatch(code):
        return is_file(code) or (document.parent / code).exists() or (ROOT / "docs" / code).exists()
    if DOTTED.fullmatch(code):
        return is_dotted(code)
    if found := NAME.fullmatch(code):
        word, call = found.groups()
        tables = {model._meta.db_table for model in apps.get_models()}
        return not (call or re.search(r"\w_\w|[a-z][A-Z]", word)) or word in WORDS | tables
    return True


@for_each("document", DOCUMENTS)
def test_what_a_document_names_in_the_code_is_there(document):
    text = FENCED.sub("", document.read_text(encoding="utf-8"))
    unknown = sorted({code for code in CODE.findall(text) if not is_known(code, document)})
    assert not unknown
