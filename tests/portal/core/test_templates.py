"""What the tests' own strictness does: an undefined variable fails in our templates, and nowhere else."""

import pytest
from django.template import Context, Origin, Template
from django.template.engine import Engine
from django.template.loader import get_template

from tests.support.templates import OURS, UndefinedVariable


def written_in(path: str, source: str) -> Template:
    return Template(source, origin=Origin(name=path), engine=Engine.get_default())


@pytest.mark.parametrize("source", ["{{ nobody }}", "{% if True %}{{ nobody.name }}{% endif %}"])
def test_an_undefined_variable_of_ours_fails(source):
    with pytest.raises(UndefinedVariable, match="nobody"):
        written_in(f"{OURS}/page.html", source).render(Context())


def test_templates_of_others_keep_djangos_ways():
    template = written_in("/elsewhere/page.html", "[{{ nobody }}|{{ nobody|default:'somebody' }}]")
    assert template.render(Context()) == "[|somebody]"


def test_the_engine_of_the_tests_is_the_strict_one():
    assert get_template("base.html").backend.engine.string_if_invalid is Engine.get_default().string_if_invalid
