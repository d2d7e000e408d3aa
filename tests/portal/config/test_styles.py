"""Style sheets and what they style speak of the same classes: a class renamed on one side alone loses its look."""

import re

from django.conf import settings

# Classes of Wagtail's own pages, which our sheet for the admin changes in places, and what htmx sets as it asks.
OTHERS = re.compile(r"sidebar|menuitem|title-wrapper|w-|listing|bulk-action|htmx-")
APPS = ("portal", "pioneers", "grants")


def sources(*suffixes):
    for folder in (*APPS, "templates"):
        for path in (settings.BASE_DIR / folder).rglob("*"):
            if path.suffix in suffixes and "vendor" not in path.parts:
                yield path


def styled_classes():
    """class → the sheet that has a rule for it"""
    found = {}
    for path in sources(".css"):
        text = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", path.read_text(), flags=re.DOTALL)
        found |= dict.fromkeys(re.findall(r"\.([A-Za-z_][\w-]*)", text), path.name)
    return found


def test_every_rule_is_for_a_class_that_something_has():
    text = "\n".join(path.read_text() for path in sources(".html", ".py", ".js"))
    words = set(re.findall(r"[A-Za-z_][\w-]*", text))
    unused = {
        f"{name} ({sheet})"
        for name, sheet in styled_classes().items()
        # `tag--{{ kind }}`: whatever comes after the two dashes is put in when the page is made.
        if name not in words and f"{name.partition('--')[0]}--" not in words and not OTHERS.match(name)
    }
    assert not unused


def test_every_class_of_the_staff_screens_has_a_rule():
    styled = styled_classes()
    used = {
        name
        for path in sources(".html")
        for value in re.findall(r'class="([^"]*)"', path.read_text())
        for name in re.sub(r"\{[{%].*?[%}]\}", " ", value).split()
        if name.startswith("staff-") and not name.endswith("--")
    }
    assert used - styled.keys() - {"staff-detail__main"} == set()
