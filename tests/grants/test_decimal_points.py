"""Points are written the way the reader's language writes numbers."""

import re
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from grants.queries.rounds import Points
from grants.states import ApplicationState


@pytest.mark.parametrize(("language", "written"), [("en", "91.9"), ("nb", "91,9")])
def test_points_have_the_decimal_sign_of_the_language(language, written):
    line = SimpleNamespace(
        uuid=uuid4(),
        title="Safe way home",
        reference="SF27-0001",
        organisation="Norrby",
        state=ApplicationState.SUBMITTED,
        points=Points(91900, None, 2),
        sought="",
        decided=None,
        running="",
        fits=True,
        masked=False,
    )
    with translation.override(language):
        table = render_to_string(
            "grants/components/field_table.html", {"page": {"object_list": [line]}, "link": "funder"}
        )
    assert re.search(rf">\s*{re.escape(written)}\s", table)
