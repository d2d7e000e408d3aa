"""The list at /review/, declaring a conflict and finishing, as a juror or reviewer meets them."""

import re

from django.urls import reverse

from portal.assessment.actions.panel import finish_round
from portal.assessment.actions.reviews import save_review_draft
from portal.core.clock import now
from tests.factories.assessment import AssignmentFactory, EntryFactory, PanelMemberFactory, RoundFactory
from tests.factories.people import UserFactory
from tests.portal.assessment.pages import QUEUE, address, text, typed


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
    save_review_draft(entry=scene.entry("Begun", juror), answers=scene.answers(3), version=0, by=juror, at=now())
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
    assert "No matches" in page


def test_the_list_costs_the_same_for_one_and_for_three(scene, client, juror, cost, monkeypatch):
    monkeypatch.setattr("portal.assessment.views.queue.PAGE_SIZE", 1)
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


def test_declaring_a_conflict_says_what_happens_and_asks_for_a_kind_of_reason(scene, client, juror, entry):
    page = text(client.get(address(entry, "recuse_reviewer")))
    assert "The secretariat gives the entry to someone else." in page
    save_review_draft(entry=entry, answers=scene.answers(3), version=0, by=juror, at=now())
    assert "Your draft is set aside" in text(client.get(address(entry, "recuse_reviewer")))
    page = text(client.post(address(entry, "recuse_reviewer"), {"note": "Kept while asking"}))
    assert "Check these answers" in page
    assert "Kept while asking" in page
    for _click in range(2):
        response = client.post(address(entry, "recuse_reviewer"), {"reason": "family"})
        assert response.url == QUEUE
    assert "You have declared a conflict of interest for" in text(client.get(QUEUE))
    assert "Ljósið í bænum" not in text(client.get(QUEUE))


def test_a_submitted_review_is_said_to_count_no_more(scene, client, juror, entry):
    scene.submit(entry, juror, 3, 3)
    assert "no longer counts" in text(client.get(address(entry, "recuse_reviewer")))


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
    finish_round(round=scene.round, by=juror, at=now())
    response = client.post(address(entry), typed(scene, 1, 1, comment="Second thoughts", version=2))
    assert response.status_code == 409
    assert "Second thoughts" in text(response)


def test_the_account_page_leads_jurors_to_their_reviews(scene, client, juror):
    assert QUEUE in text(client.get("/account/"))
    client.force_login(UserFactory())
    assert f'href="{QUEUE}"' not in text(client.get("/account/"))
