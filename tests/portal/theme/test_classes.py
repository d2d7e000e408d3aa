"""Every class the site's own stylesheets style stands somewhere a page is made."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
SHEETS = sorted(
    path for top in ("portal", "grants", "pioneers") for path in (ROOT / top).rglob("static/**/*.css") if path.is_file()
)
# What Wagtail's own pages carry, styled anew for the staff.
WAGTAILS = re.compile(r"(w|sidebar|menuitem)-|sidebar$|title-wrapper$")


def styled(sheet: str) -> set[str]:
    without_values = re.sub(r"\{[^{}]*\}", "{}", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", without_values))


@pytest.fixture(scope="module")
def on_pages() -> set[str]:
    """Every word of all that makes pages: templates, scripts, and code that writes classes. Of one whose end is put
    together (`tag--{{ colour }}`) its beginning (`tag--{`)."""
    made = [*(ROOT / "templates").rglob("*.html")]
    for top in ("portal", "grants", "pioneers"):
        made += [path for kind in ("*.py", "*.js", "*.html") for path in (ROOT / top).rglob(kind)]
    text = "\n".join(path.read_text() for path in made)
    return {*re.findall(r"[\w-]+", text), *re.findall(r"[\w-]+--[{%]", text)}


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_every_class_that_is_styled_is_on_some_page(path, on_pages):
    def used(name: str) -> bool:
        stem = name.partition("--")[0]
        return bool({name, f"{stem}--{{", f"{stem}--%"} & on_pages)

    assert sorted(name for name in styled(path.read_text()) if not WAGTAILS.match(name) and not used(name)) == []
