"""The workspace at /review/, as a juror or reviewer meets it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from portal.assessment.actions import close_round, finish_round, save_review_draft, step_aside
from portal.assessment.models import Review, Round
from portal.clock import now
from tests.factories.assessment import AssignmentFactory, EntryFactory, PanelMemberFactory, RoundFactory
from tests.factories.people import UserFactory

QUEUE = "/review/"


@pytest.fixture
def juror(scene, client):
    client.force_login(scene.panel[0])
    return scene.panel[0]


@pytest.fixture
def entry(scene, juror):
    return scene.entry("Ljósið í bænum", juror)


def address(entry, name="review"):
    return reverse(f"assessment:{name}", args=[entry.uuid])


def text(response):
    return response.content.decode()


def typed(scene, *values, do="save", version=0, tab="", **texts):
    scores = {
        f"criterion-{criterion.uuid}": value
        for criterion, value in zip(scene.criteria, values, strict=False)
        if value is not None
    }
    return {"do": do, "version": version, "tab": tab, **scores, **texts}


# The list


def test_a_visitor_is_sent_to_sign_in_and_a_stranger_finds_nothing(client, db):
    assert client.get(QUEUE).status_code == 302
    client.force_login(UserFactory())
    assert client.get(QUEUE).status_code == 404


def test_the_list_shows_what_is_mine_and_how_far_i_am(scene, client, entry):
    scene.entry("Someone else's", scene.panel[1])
    scene.submit(scene.entry("Done", scene.panel[0]), scene.panel[0], 3, 3)
    page = text(client.get(QUEUE))
    assert "Ljósið í bænum" in page
    assert "Someone else" not in page
    assert "1 of 2 done" in page
    assert "Copenhagen time" in page


def test_an_empty_list_says_so(scene, client, juror):
    assert "Nothing to read yet" in text(client.get(QUEUE))


def test_the_list_narrows_by_state_and_by_round_and_says_how(scene, client, juror, entry):
    scene.submit(scene.entry("Judged", juror), juror, 3, 3)
    save_review_draft(scene.entry("Begun", juror), scene.answers(3), version=0, by=juror, at=now())
    assert 'name="round"' not in text(client.get(QUEUE)), "one round is no choice"
    other = RoundFactory(open=True, title={"en": "Second round"})
    PanelMemberFactory(round=other, user=juror)
    AssignmentFactory(entry=EntryFactory(round=other, subject_uuid=scene.source.add("Elsewhere")), reviewer=juror)
    for query, shown in {
        "state=submitted": ["Judged"],
        "state=started": ["Begun"],
        "state=to_read": ["Ljósið í bænum", "Elsewhere"],
        f"round={other.uuid}": ["Elsewhere"],
        f"round={other.uuid}&state=submitted": [],
        "page=999": ["Ljósið í bænum", "Begun", "Judged", "Elsewhere"],
    }.items():
        page = text(client.get(f"{QUEUE}?{query}"))
        assert re.findall(r'queue__title"><a [^>]*>([^<]*)</a>', page) == shown or set(
            re.findall(r'queue__title"><a [^>]*>([^<]*)</a>', page)
        ) == set(shown)
    page = text(client.get(f"{QUEUE}?state=submitted&round={other.uuid}"))
    assert "Remove the filter" in page
    assert "Nothing fits these filters" in page


def test_the_list_costs_the_same_for_one_and_for_three(scene, client, juror, cost, monkeypatch):
    monkeypatch.setattr("portal.assessment.views.queue.PER_PAGE", 1)
    scene.entry("A", juror)
    client.get(QUEUE)

    def spent():
        with cost() as spending:
            client.get(QUEUE)
        return spending.queries, spending.rows

    one = spent()
    scene.entry("B", juror)
    scene.entry("C", juror)
    assert spent() == one


# Reading


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
        "Step aside",
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
        entry, scene.answers(3, comment="</textarea><script>alert(2)</script>"), version=0, by=juror, at=now()
    )
    page = text(client.get(address(entry)))
    assert "<script>alert" not in page


@pytest.mark.parametrize("name", ["review", "step_aside"])
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


# Judging


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
    response = client.post(address(entry), typed(scene, 4, do="submit", comment="Kept"))
    page = text(response)
    assert "Something here needs your attention" in page
    assert page.count("This criterion has no score yet.") == 2, "in the summary and beside it"
    assert "Kept" in page
    review = Review.objects.get()
    assert (review.state, review.comment) == ("draft", "Kept")
    assert f'name="version" value="{review.version}"' in page
    assert f'href="#id_criterion-{scene.criteria[1].uuid}"' in page
    assert f'id="id_criterion-{scene.criteria[1].uuid}"' in page


def test_too_many_words_are_kept_but_not_submitted(scene, client, entry):
    long = "orð " * 401
    page = text(client.post(address(entry), typed(scene, 4, 4, do="submit", comment=long)))
    assert "Write at most 400 words." in page
    assert Review.objects.get().comment == long.strip()


def test_nothing_applicable_is_said_beside_the_first(scene, client, entry):
    for criterion in scene.criteria:
        criterion.may_be_na = True
        criterion.save()
    page = text(client.post(address(entry), typed(scene, "na", "na", do="submit")))
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


def test_two_tabs_overwrite_nothing_and_both_texts_are_shown(scene, client, entry):
    client.post(address(entry), typed(scene, 4, comment="First tab", tab="one"))
    response = client.post(address(entry), typed(scene, 2, comment="Second tab", tab="two"))
    page = text(response)
    assert response.status_code == 409
    assert "saved in another tab" in page
    assert "First tab" in page
    assert "Second tab" in page
    assert "In the other version: Strong" in page
    assert Review.objects.get().comment == "First tab"
    # Having seen both, saving again is on purpose.
    version, tab = (re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("version", "tab"))
    client.post(address(entry), typed(scene, 2, comment="Both", version=version, tab=tab))
    assert Review.objects.get().comment == "Both"


def test_a_reload_that_sends_the_old_form_again_overwrites_nothing(scene, client, entry):
    old = typed(scene, 4, do="submit", comment="Before", tab="one")
    page = text(client.post(address(entry), old))
    version, tab = (re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("version", "tab"))
    client.post(address(entry, "draft"), typed(scene, 4, comment="Typed since", version=version, tab=tab))
    response = client.post(address(entry), old)
    assert "Typed since" in text(response)
    assert Review.objects.get().comment == "Typed since"


def test_the_back_button_after_submitting_changes_nothing(scene, client, entry):
    client.post(address(entry), typed(scene, 4, 4, do="submit", comment="Submitted", tab="one"))
    response = client.post(address(entry), typed(scene, 1, 1, do="submit", comment="From the past", tab="one"))
    page = text(response)
    assert response.status_code == 409
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
    save_review_draft(entry, scene.answers(3, comment="Never sent"), version=0, by=juror, at=now())
    close_round(scene.round, by=manager, at=now())
    page = text(client.get(address(entry)))
    assert "Your draft was not submitted" in page
    assert "Never sent" in page
    assert "Submit review" not in page
    assert "Step aside" not in page


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
    close_round(scene.round, by=manager, at=now())
    page = text(client.post(address(entry, "reopen"), follow=True))
    assert "This round closed on" in page
    assert Review.objects.get().state == "submitted"


def test_who_was_signed_out_while_typing_gets_their_words_back(scene, client, entry):
    client.logout()
    response = client.post(address(entry), typed(scene, 4, comment="An hour's work <b>"))
    assert response.status_code == 401
    assert "An hour&#x27;s work &lt;b&gt;" in text(response)
    assert client.get(address(entry)).status_code == 302


# Saving as it is typed


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
    close_round(scene.round, by=manager, at=now())
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
    step_aside(entry, reason="other", by=juror, at=now())
    response = client.post(address(entry, "draft"), typed(scene, 4))
    assert response.status_code == 404
    assert response.json()["saved"] is False


# Stepping aside, and finishing


def test_stepping_aside_says_what_happens_and_asks_for_a_kind_of_reason(scene, client, juror, entry):
    page = text(client.get(address(entry, "step_aside")))
    assert "The secretariat gives the entry to someone else." in page
    save_review_draft(entry, scene.answers(3), version=0, by=juror, at=now())
    assert "Your draft is put away" in text(client.get(address(entry, "step_aside")))
    page = text(client.post(address(entry, "step_aside"), {"note": "Kept while asking"}))
    assert "Something here needs your attention" in page
    assert "Kept while asking" in page
    for _click in range(2):
        response = client.post(address(entry, "step_aside"), {"reason": "family"})
        assert response.url == QUEUE
    assert "You have stepped aside from" in text(client.get(QUEUE))
    assert "Ljósið í bænum" not in text(client.get(QUEUE))


def test_a_submitted_review_is_said_to_count_no_more(scene, client, juror, entry):
    scene.submit(entry, juror, 3, 3)
    assert "no longer counts" in text(client.get(address(entry, "step_aside")))


def test_closing_ones_reviews_asks_first(scene, client, juror, entry):
    finish = reverse("assessment:finish", args=[scene.round.uuid])
    assert "once each of them is submitted" in text(client.get(finish))
    assert "Submit each of your reviews first" in text(client.post(finish))
    scene.submit(entry, juror, 3, 3)
    assert "only the secretariat can open them again" in text(client.get(finish))
    assert finish in text(client.get(QUEUE))
    response = client.post(finish, follow=True)
    assert "Your reviews in “Jury of the year” are closed." in text(response)
    assert "You have closed your reviews" in text(client.get(finish))
    page = text(client.get(address(entry)))
    assert "You closed your reviews in this round." in page
    assert "Change my review" not in page


def test_closing_the_reviews_of_a_round_that_is_not_mine(scene, client, juror):
    assert client.get(reverse("assessment:finish", args=[RoundFactory(open=True).uuid])).status_code == 404
    assert client.get(reverse("assessment:finish", args=[UserFactory().uuid])).status_code == 404


def test_after_finishing_nothing_typed_is_lost(scene, client, juror, entry):
    scene.submit(entry, juror, 3, 3)
    finish_round(scene.round, by=juror, at=now())
    response = client.post(address(entry), typed(scene, 1, 1, comment="Second thoughts", version=2))
    assert response.status_code == 409
    assert "Second thoughts" in text(response)


def test_the_account_page_leads_jurors_to_their_reviews(scene, client, juror):
    assert QUEUE in text(client.get("/account/"))
    client.force_login(UserFactory())
    assert f'href="{QUEUE}"' not in text(client.get("/account/"))
