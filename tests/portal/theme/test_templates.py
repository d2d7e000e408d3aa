"""What holds for every template of the site, whoever wrote it."""

import re

import pytest
from django.conf import settings
from django.template.loader import get_template

from tests.support.values import for_each

TEMPLATES = settings.BASE_DIR / "templates"
# Letters and PDF pages carry their styles inline; mail readers need it.
OURS = [
    path
    for path in TEMPLATES.rglob("*.html")
    if "letters" not in path.relative_to(TEMPLATES).parts and "wagtailadmin" not in path.parts
]
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>{%]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")[^>]*>", re.IGNORECASE),
    "a handler in an attribute": re.compile(r"<[^>{%]*\s(on[a-z]+|hx-on[:\w-]*)\s*=", re.IGNORECASE),
    "a script's address": re.compile(r"javascript:", re.IGNORECASE),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_writes_what_the_policy_forbids(what):
    found = [path.relative_to(TEMPLATES) for path in OURS if FORBIDDEN[what].search(path.read_text())]
    assert found == []


@for_each("path", [str(path.relative_to(TEMPLATES)) for path in OURS])
def test_every_template_can_be_read(path):
    assert get_template(path)


def test_no_template_reaches_for_another_site():
    outside = re.compile(r"(src|href)=[\"']https?://", re.IGNORECASE)
    assert [path.name for path in OURS if outside.search(path.read_text())] == []


INCLUDED = re.compile(r"{% include (\"(?P<name>[^\"]+)\"|(?P<variable>[\w.]+))(?P<context>[^%]*)%}")
HTMX = '{% block htmx %}{% include "htmx.html" %}{% endblock %}'


def uses_htmx(path) -> bool:
    """Whether the page has hx- attributes, its own or those of what it includes. A list's filters have them where they
    are told the list's id; what a page names only when it runs lies beside it in `parts/`."""
    source = path.read_text()
    if re.search(r"\shx-\w+=", source):
        return True
    for found in INCLUDED.finditer(source):
        if found["variable"]:
            inside = sorted((path.parent / "parts").glob("*.html"))
        elif found["name"] == "components/filters.html" and not re.search(r'target="\w', found["context"]):
            inside = []
        else:
            inside = [TEMPLATES / found["name"]] if (TEMPLATES / found["name"]).exists() else []
        if any(uses_htmx(part) for part in inside if part != path):
            return True
    return False


def test_htmx_comes_with_the_pages_that_use_it_and_no_other():
    pages = [path for path in OURS if path.read_text().startswith("{% extends")]
    using = {str(path.relative_to(TEMPLATES)) for path in pages if uses_htmx(path)}
    assert using >= {"pioneers/gallery.html", "grants/applications/edit.html"}
    assert {str(path.relative_to(TEMPLATES)) for path in pages if HTMX in path.read_text()} == using
