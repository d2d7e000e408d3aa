"""The entry beside the rubric."""

import pytest

from portal.assessment.actions.reviews import save_review_draft
from portal.assessment.models import Review
from portal.core.clock import now
from tests.portal.assessment.pages import address, text, typed


def test_the_entry_stands_beside_the_rubric(scene, client, entry):
    page = text(client.get(address(entry)))
    for words in (
        "They opened a café for everyone.",
        "Iceland",
        "Courage",
        "What it cost them",
        "75 % of the result",
        "Outstanding",
        "An example to others",
        "Read generously.",
        "Declare a conflict of interest",
    ):
        assert words in page
    assert page.count('value="na"') == 1, "not applicable is offered where it is allowed only"


def test_the_page_speaks_the_readers_language(scene, client, entry):
    page = text(client.get(f"/nb{address(entry)}"))
    assert "Rekkevidde" in page
    assert "Fremragende" in page


def test_what_others_typed_is_never_markup(scene, client, juror):
    entry = scene.entry("<script>alert(1)</script>", juror)
    save_review_draft(
        entry=entry,
        answers=scene.answers(3, comment="</textarea><script>alert(2)</script>"),
        version=0,
        by=juror,
        at=now(),
    )
    page = text(client.get(address(entry)))
    assert "<script>alert" not in page


@pytest.mark.parametrize("name", ["review", "recuse_reviewer"])
def test_what_is_not_mine_is_not_found(scene, client, juror, name):
    theirs = scene.entry("Theirs", scene.panel[1])
    assert client.get(address(theirs, name)).status_code == 404
    assert client.post(address(theirs, name), typed(scene, 3, 3, do="submit")).status_code == 404
    assert not Review.objects.exists()


def test_what_consent_was_withdrawn_for_is_not_found_any_more(scene, client, entry):
    assert client.get(address(entry)).status_code == 200
    scene.source.says.clear()
    assert client.get(address(entry)).status_code == 404
    assert client.post(address(entry), typed(scene, 3, do="save")).status_code == 404


def test_a_source_that_shows_nothing_to_this_reader_hides_the_entry(scene, client, entry, monkeypatch):
    monkeypatch.setattr(scene.source, "present", lambda uuids, **_options: {})
    assert client.get(address(entry)).status_code == 404


def test_reading_an_entry_costs_the_same_however_long_the_list(scene, client, juror, entry, cost):
    scene.entry("B", juror)
    client.get(address(entry))

    def spent():
        with cost() as spending:
            client.get(address(entry))
        return spending.queries, spending.rows

    one = spent()
    scene.entry("C", juror)
    scene.entry("D", juror)
    assert spent() == one
