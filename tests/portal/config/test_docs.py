"""The documents keep what they promise: links lead somewhere, commands exist, settings are listed."""

import re
from pathlib import Path

from django.core.management import get_commands
from django.utils.text import slugify

from tests.support.values import for_each

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = sorted(
    [*(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")), *ROOT.glob("docs/**/*.md")]
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^ *```.*?^ *```", re.M | re.S)
CODE = re.compile(r"`[^`\n]+`")
HEADING = re.compile(r"^#+ (.+)$", re.M)

documents = for_each("document", DOCUMENTS)


def anchors(path: Path) -> set[str]:
    """What a link may name after its #, made of the headings as the places that show Markdown make it."""
    text = FENCED.sub("", path.read_text(encoding="utf-8"))
    return {slugify(heading, allow_unicode=True) for heading in HEADING.findall(text)}


def commands_in(path: Path, before: str) -> set[str]:
    """The words that follow `before` in the document's code: the Makefile's targets, or commands of manage.py."""
    text = path.read_text(encoding="utf-8")
    code = "\n".join([*FENCED.findall(text), *CODE.findall(FENCED.sub("", text))])
    return set(re.findall(rf"(?<![\w-]){before} ([a-z][a-z0-9_-]*)", code))


@documents
def test_every_relative_link_leads_to_a_file_and_a_heading(document):
    text = FENCED.sub("", document.read_text(encoding="utf-8"))
    lost = []
    for link in LINK.findall(text):
        if "://" in link or link.startswith("mailto:"):
            continue
        place, _, anchor = link.partition("#")
        target = (document.parent / place).resolve() if place else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert not lost


@documents
def test_every_target_of_make_exists(document):
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert commands_in(document, "make") <= targets


@documents
def test_every_command_of_manage_py_exists(document):
    assert commands_in(document, r"manage\.py") <= set(get_commands())


def test_every_document_is_in_the_index():
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    named = {(ROOT / "docs" / link.partition("#")[0]).resolve() for link in LINK.findall(index)}
    assert {path for path in ROOT.glob("docs/**/*.md") if path.name != "README.md"} <= named


@for_each("path", sorted(ROOT.glob("docs/decisions/*.md")))
def test_a_decision_says_when_why_and_what_follows(path):
    text = path.read_text(encoding="utf-8")
    first, _blank, dated, *_more = text.splitlines()
    assert re.fullmatch(rf"# {path.name[:4]}\. .+", first)
    assert re.fullmatch(r"Date: \d{4}-\d{2}-\d{2}\. State: (proposed|accepted|replaced by \[.+\]\(.+\))\.", dated)
    sections = re.split(r"^## (.+)$", text, flags=re.M)[1:]
    assert sections[::2] == ["Context", "Decision", "What follows"]
    assert all(section.strip() for section in sections[1::2])


def test_decisions_are_numbered_without_a_gap():
    numbers = [int(path.name[:4]) for path in sorted(ROOT.glob("docs/decisions/*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_picture_of_the_documents_is_shown_in_one():
    shown = {
        (document.parent / link).resolve()
        for document in DOCUMENTS
        for link in LINK.findall(document.read_text(encoding="utf-8"))
    }
    assert set((ROOT / "docs" / "pictures").iterdir()) <= shown


def test_what_compose_asks_for_is_in_the_example_of_settings():
    asked = set(re.findall(r"\$\{(\w+):\?", (ROOT / "compose.yaml").read_text(encoding="utf-8")))
    listed = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.M))
    assert asked
    assert asked <= listed
