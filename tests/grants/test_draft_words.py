"""Fields of a draft as somebody reads them who has to choose between two versions of it."""

import pytest

from grants.domain.questions import application_form
from grants.forms.draft_words import DraftWords
from tests.factories.grants import ApplicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def words():
    return DraftWords(ApplicationFactory(), application_form())


def test_each_field_is_called_as_on_the_form(words):
    assert words.label("budget.r2") == "Budget line 2"
    assert words.label("partners.r1") == "Partner 1"
    assert words.label("city") == "City"
    assert words.label("title") == str(words.questions["title"].label)


def test_each_value_reads_as_on_the_form(words):
    line = {"kind": "venue", "text": "Room", "sum": "25 000", "source": "own"}
    shown = words.shown("budget.r1", line)
    for part in ("Rooms and equipment", "Room", "25 000", "Own funds"):
        assert part in shown
    partner = {"name": "Nordvik Red Cross", "role": ""}
    assert words.shown("partners.r1", partner) == "Nordvik Red Cross"
    assert words.shown("title", "Safe way home") == "Safe way home"
    assert words.shown("title", "") == ""
    assert words.shown("city", "no such city") == ""
