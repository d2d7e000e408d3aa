"""Saving and submitting from the page, and all that can come between."""

import html
import re
from datetime import timedelta

import pytest

from portal.assessment.actions.recusals import recuse_reviewer
from portal.assessment.actions.reviews import save_review_draft
from portal.assessment.actions.rounds import close_round
from portal.assessment.models import Review, Round
from portal.core.clock import now
from tests.portal.assessment.pages import address, text, typed


def test_a_draft_is_saved_without_a_script(scene, client, entry):
    response = client.post(address(entry), typed(scene, 4, comment="Half a thought"), follow=True)
    assert "Your draft is saved." in text(response)
    assert "Half a thought" in text(response)
    assert Review.objects.get().state == "draft"


def test_submitted_it_is_shown_with_the_way_to_the_next(scene, client, juror, entry):
    other = scene.entry("Next one", juror)
    response = client.post(address(entry), typed(scene, 4, "na", do="submit", comment="Brave"), follow=True)
    page = text(response)
    assert "Your review is submitted." in page
    assert "75.0 of 100 points" in page
    assert "Not applicable" in page
    assert address(other) in page
    assert "Submit review" not in page


def test_what_is_missing_is_said_and_nothing_typed_is_lost(scene, client, entry):
    response = client.post(address(entry), typed(scene, 4, do="submit", comment="Kept"), follow=True)
    page = text(response)
    assert "Check these answers" in page
    assert page.count("This criterion has no score yet.") == 2, "in the summary and beside it"
    assert "Kept" in page
    review = Review.objects.get()
    assert (review.state, review.comment) == ("draft", "Kept")
    assert f'name="version" value="{review.version}"' in page
    assert f'href="#id_criterion-{scene.criteria[1].uuid}"' in page
    assert f'id="id_criterion-{scene.criteria[1].uuid}"' in page


def test_too_many_words_are_kept_but_not_submitted(scene, client, entry):
    long = "orð " * 401
    page = text(client.post(address(entry), typed(scene, 4, 4, do="submit", comment=long), follow=True))
    assert "Write at most 400 words." in page
    assert Review.objects.get().comment == long.strip()


def test_nothing_applicable_is_said_beside_the_first(scene, client, entry):
    for criterion in scene.criteria:
        criterion.may_be_na = True
        criterion.save()
    page = text(client.post(address(entry), typed(scene, "na", "na", do="submit"), follow=True))
    assert "score at least one" in page


def test_what_cannot_be_kept_is_said_and_leaves_the_stored_draft_alone(scene, client, entry):
    client.post(address(entry), typed(scene, 4, comment="Stored"))
    page = text(client.post(address(entry), typed(scene, 99, version=1, comment="Typed after")))
    assert "Choose one of the steps of the scale." in page
    assert "Typed after" in page
    assert Review.objects.get().comment == "Stored"


def test_a_double_click_submits_once(scene, client, entry):
    for _click in range(2):
        response = client.post(address(entry), typed(scene, 4, 4, do="submit"))
        assert response.status_code == 302
    assert Review.objects.get().submissions == 1


def test_feedback_is_asked_for_where_the_round_wants_it(scene, client, entry):
    assert 'name="feedback"' not in text(client.get(address(entry)))
    Round.objects.update(asks_feedback=True)
    client.post(address(entry), typed(scene, 4, 4, do="submit", feedback="Keep going"))
    assert Review.objects.get().feedback == "Keep going"


def test_line_breaks_of_browsers_count_as_one(scene, client, entry):
    client.post(address(entry), typed(scene, 4, comment="One\r\n\r\nTwo"))
    assert Review.objects.get().comment == "One\n\nTwo"


def hidden(page) -> dict:
    """What the page was opened with."""
    found = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("version", "base", "tab")}
    return {name: html.unescape(value) for name, value in found.items()}


@pytest.fixture
def two_tabs(scene, client, entry):
    """Two pages opened on one draft, the first saved since; what the second was opened with."""
    client.post(address(entry), typed(scene, 3, comment="Begun"))
    second, first = hidden(text(client.get(address(entry)))), hidden(text(client.get(address(entry))))
    client.post(address(entry), typed(scene, 3, comment="First tab") | first)
    return second


def test_two_tabs_that_changed_different_things_are_joined(scene, client, entry, two_tabs):
    answer = client.post(address(entry, "draft"), typed(scene, 5, comment="Begun") | two_tabs).json()
    assert "Also changed elsewhere: Comment to the panel" in answer["message"]
    review = Review.objects.get()
    assert (review.comment, review.scores.get().value) == ("First tab", 5)


def test_two_tabs_overwrite_nothing_and_both_texts_are_shown(scene, client, entry, two_tabs):
    client.post(address(entry), typed(scene, 4, comment="First tab") | hidden(text(client.get(address(entry)))))
    response = client.post(address(entry), typed(scene, 2, comment="Second tab") | two_tabs, follow=True)
    page = text(response)
    assert "saved in another tab" in page
    for words in ("First tab", "Second tab", "2 – ", "4 – Strong"):
        assert words in page
    assert Review.objects.get().comment == "First tab"


@pytest.mark.parametrize(
    ("choice", "comment"),
    [("mine", "Second tab"), ("theirs", "First tab"), ("both", "Second tab\n\nFirst tab")],
)
def test_whatever_is_chosen_no_word_is_lost(scene, client, entry, two_tabs, choice, comment):
    asking = client.post(address(entry), typed(scene, 3, comment="Second tab") | two_tabs, follow=True).context
    answer = {"held": asking["token"], "seen": asking["version"], "do": "choose", "choice-comment": choice}
    page = text(client.post(address(entry), answer, follow=True))
    assert Review.objects.get().comment == comment
    assert "First tab" in page
    assert "Second tab" in page


def test_what_was_changed_elsewhere_is_looked_at_before_it_is_submitted(scene, client, entry, two_tabs):
    page = text(client.post(address(entry), typed(scene, 3, 4, do="submit", comment="Begun") | two_tabs, follow=True))
    assert "Look at it again, then submit it." in page
    review = Review.objects.get()
    assert (review.state, review.comment, review.scores.count()) == ("draft", "First tab", 2)


def test_a_reload_that_sends_the_old_form_again_overwrites_nothing(scene, client, entry):
    old = typed(scene, 4, do="submit", comment="Before", tab="one")
    page = text(client.post(address(entry), old, follow=True))
    client.post(address(entry, "draft"), typed(scene, 4, comment="Typed since") | hidden(page))
    response = client.post(address(entry), old, follow=True)
    assert "Typed since" in text(response)
    assert Review.objects.get().comment == "Typed since"


def test_the_back_button_after_submitting_changes_nothing(scene, client, entry):
    client.post(address(entry), typed(scene, 4, 4, do="submit", comment="Submitted", tab="one"))
    sent = typed(scene, 1, 1, do="submit", comment="From the past", tab="one")
    page = text(client.post(address(entry), sent, follow=True))
    assert "This review is submitted." in page
    assert "From the past" in page
    assert Review.objects.get().comment == "Submitted"


def test_a_minute_late_the_page_says_when_it_closed_and_keeps_what_was_typed(scene, client, entry, clock):
    clock(scene.round.due_at + timedelta(minutes=1))
    client.force_login(scene.panel[0])
    response = client.post(address(entry), typed(scene, 4, 4, do="submit", comment="Typed on the last evening"))
    page = text(response)
    assert response.status_code == 409
    assert "This round closed on" in page
    assert "Typed on the last evening" in page
    assert "Submit review" not in page
    assert not Review.objects.exists()


def test_after_the_close_a_review_is_read_but_not_written(scene, client, juror, entry, manager):
    save_review_draft(entry=entry, answers=scene.answers(3, comment="Never sent"), version=0, by=juror, at=now())
    close_round(round=scene.round, by=manager, at=now())
    page = text(client.get(address(entry)))
    assert "Your draft was not submitted" in page
    assert "Never sent" in page
    assert "Submit review" not in page
    assert "Declare a conflict of interest" not in page


def test_a_review_is_opened_for_changes(scene, client, juror, entry):
    scene.submit(entry, juror, 3, 3, comment="First thought")
    assert client.get(address(entry, "reopen")).status_code == 405
    page = text(client.post(address(entry, "reopen"), follow=True))
    assert "is a draft again" in page
    assert "Submit review" in page
    assert "First thought" in page


def test_a_review_is_not_opened_after_the_close_nor_where_there_is_none(scene, client, juror, entry, manager):
    assert client.post(address(entry, "reopen")).status_code == 404
    scene.submit(entry, juror, 3, 3)
    close_round(round=scene.round, by=manager, at=now())
    page = text(client.post(address(entry, "reopen"), follow=True))
    assert "This round closed on" in page
    assert Review.objects.get().state == "submitted"


def test_who_was_signed_out_while_typing_gets_their_words_back(scene, client, entry):
    client.logout()
    response = client.post(address(entry), typed(scene, 4, comment="An hour's work <b>"))
    assert response.status_code == 401
    assert "An hour&#x27;s work &lt;b&gt;" in text(response)
    assert client.get(address(entry)).status_code == 302


def test_a_draft_is_kept_as_it_is_typed(scene, client, entry):
    answer = client.post(address(entry, "draft"), typed(scene, None, comment="Half")).json()
    assert (answer["saved"], answer["version"]) == (True, 1)
    assert answer["at"]
    answer = client.post(address(entry, "draft"), typed(scene, 4, version=1, comment="Half a")).json()
    assert answer["version"] == 2
    assert client.get(address(entry, "draft")).status_code == 405


def test_the_second_tab_is_told_in_a_sentence(scene, client, entry):
    client.post(address(entry, "draft"), typed(scene, 4, tab="one", comment="One"))
    response = client.post(address(entry, "draft"), typed(scene, 4, tab="two", comment="Two"))
    assert response.status_code == 409
    assert "another tab" in response.json()["message"]
    assert Review.objects.get().comment == "One"


def test_autosave_after_the_close_says_when_it_closed(scene, client, entry, manager):
    close_round(round=scene.round, by=manager, at=now())
    response = client.post(address(entry, "draft"), typed(scene, 4))
    assert response.status_code == 409
    assert "This round closed on" in response.json()["message"]


def test_autosave_of_what_cannot_be_kept_names_the_field(scene, client, entry):
    response = client.post(address(entry, "draft"), typed(scene, 99))
    assert response.status_code == 422
    assert list(response.json()["errors"]) == [f"criterion-{scene.criteria[0].uuid}"]


def test_autosave_never_answers_a_visitor_with_a_page(scene, client, entry):
    client.logout()
    response = client.post(address(entry, "draft"), typed(scene, 4))
    assert response.status_code == 401
    assert response.json()["saved"] is False


def test_autosave_of_what_is_no_longer_mine(scene, client, juror, entry):
    recuse_reviewer(entry=entry, reason="other", by=juror, at=now())
    response = client.post(address(entry, "draft"), typed(scene, 4))
    assert response.status_code == 404
    assert response.json()["saved"] is False


def test_a_form_sent_for_what_is_no_longer_mine_is_kept_nowhere_and_shows_nothing(scene, client, juror, entry):
    recuse_reviewer(entry=entry, reason="other", by=juror, at=now())
    for what in (typed(scene, 4), typed(scene, 99), typed(scene, 4) | {"do": "submit"}):
        assert client.post(address(entry), what).status_code == 404
    assert not entry.reviews.filter(reviewer=juror).exists()
