"""Reads the words of a demo page: a TOML file becomes fields and blocks that a page takes."""

import re
import tomllib
from html import escape
from pathlib import Path

FOLDER = Path(__file__).parent / "texts"
# What is rich text inside a block, besides a block of text itself.
RICH = (("film", "transcript"), ("sound", "transcript"), ("accordion", "text"))
LINES = ("title", "introduction", "summary", "headline", "action_label", "search_description")


def read_page(slug: str, language: str) -> dict | None:
    """What a page says in a language: its fields, and `body` as (kind of block, value). None where nobody wrote it."""
    file = FOLDER / f"{slug}.{language}.toml"
    if not file.exists():
        return None
    read = tomllib.loads(file.read_text("utf-8"))
    fields = {name: one_line(read[name]) for name in LINES if name in read}
    return fields | {"body": [_block(*item) for block in read.get("body", []) for item in block.items()]}


def one_line(text: str) -> str:
    """A sentence broken over lines in the file, whole again."""
    return " ".join(text.split())


def _block(kind: str, value) -> tuple[str, object]:
    return (kind, html(value)) if kind == "text" else (kind, _tidy(value, kind))


def _tidy(value, kind: str):
    if isinstance(value, dict):
        return {name: html(one) if (kind, name) in RICH else _tidy(one, kind) for name, one in value.items()}
    if isinstance(value, list):
        return [_tidy(one, kind) for one in value]
    return one_line(value) if isinstance(value, str) else value


def html(text: str) -> str:
    """Rich text of a plain one: paragraphs, `## ` headings, `- ` lists, `**bold**` and `<mailto:…>` addresses."""
    return "".join(_paragraph(part.strip()) for part in re.split(r"\n\s*\n", text) if part.strip())


def _paragraph(part: str) -> str:
    if part.startswith("## "):
        return f"<h2>{_inline(part[3:])}</h2>"
    if part.startswith("- "):
        points = re.split(r"\n- ", part[2:])
        return f"<ul>{''.join(f'<li>{_inline(point)}</li>' for point in points)}</ul>"
    return f"<p>{_inline(part)}</p>"


def _inline(text: str) -> str:
    text = escape(one_line(text), quote=False)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    return re.sub(r"&lt;mailto:(.+?)&gt;", r'<a href="mailto:\1">\1</a>', text)
