"""The secretariat's screens of a round: the list, its page, its steps; what waits; what is kept."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.assessment.actions.recusals import recuse_reviewer
from portal.assessment.actions.rounds import close_round
from portal.assessment.models import Recusal, Review, Round
from portal.assessment.queries.staff import rounds_missing_reviews, rounds_to_close
from portal.assessment.retention import expire_texts
from portal.audit.retention import Expiry
from portal.core.clock import now
from portal.desk.worklist import worklist_sources
from tests.factories.assessment import CriterionFactory
from tests.factories.people import AdministratorFactory, EditorFactory, FinanceFactory
from tests.portal.assessment.pages import staff_address as address
from tests.portal.assessment.pages import text

SCREENS = ["inspect", "edit", "history", "criteria", "panel", "coverage", "ranking", "scores"]


@pytest.fixture
def staff(client, manager):
    client.force_login(manager)
    return manager


def test_the_list_shows_titles_states_and_due_dates(scene, client, staff):
    page = text(client.get(reverse("assessment_round:index")))
    assert "Jury of the year" in page
    assert "{&#x27;en&#x27;" not in page
    assert "Copenhagen time" in page
    page = text(client.get(reverse("assessment_round:index") + "?state=closed"))
    assert "Jury of the year" not in page


@pytest.mark.parametrize("factory", [EditorFactory, FinanceFactory])
def test_other_staff_find_nothing(scene, client, factory):
    entry = scene.entry("A")
    client.force_login(factory())
    for screen in SCREENS:
        assert client.get(address(scene.round, screen)).status_code == 404, screen
    assert client.get(address(scene.round, "entry", entry.uuid)).status_code == 404
    assert client.post(address(scene.round, "panel"), {"do": "add", "email": "x@example.org"}).status_code == 404


def test_jurors_have_no_way_into_the_admin(scene, client):
    client.force_login(scene.panel[0])
    for screen in SCREENS:
        assert client.get(address(scene.round, screen)).status_code == 404


@pytest.mark.parametrize("factory", [AdministratorFactory])
def test_administrators_see_what_managers_see(scene, client, factory):
    scene.submit(scene.entry("A", scene.panel[0]), scene.panel[0], 3, 3)
    client.force_login(factory())
    for screen in SCREENS:
        assert client.get(address(scene.round, screen)).status_code == 200, screen


def test_the_page_of_a_round_tells_how_far_it_is(scene, client, staff):
    scene.entry("A", scene.panel[0])
    page = text(client.get(address(scene.round, "inspect")))
    assert "Assign entries to the panel" in page
    assert "Read generously." in page
    assert "Who reads what" in page


def test_steps_go_through_the_actions(scene, client, staff):
    scene.entry("A")
    client.post(address(scene.round, "action", "spread"), {"per_entry": 2})
    assert scene.panel[0].review_assignments.count() + scene.panel[1].review_assignments.count() >= 1
    client.post(address(scene.round, "action", "close"))
    assert Round.objects.get(pk=scene.round.pk).state == "closed"
    late = {"due_at": "2099-01-01 12:00"}
    client.post(address(scene.round, "action", "reopen"), late)
    assert Round.objects.get(pk=scene.round.pk).state == "closed"  # not without a reason
    client.post(address(scene.round, "action", "reopen"), {**late, "reasons": "Two reviewers fell ill."})
    assert Round.objects.get(pk=scene.round.pk).state == "open"


def test_a_planned_round_says_where_it_is_opened_and_has_no_way_round_that(client, staff):
    planned = CriterionFactory().round
    assert "“Open judging” on the edition" in text(client.get(address(planned, "inspect")))
    assert client.post(address(planned, "action", "open")).status_code == 404
    assert Round.objects.get(pk=planned.pk).state == "planned"


def test_editing_keeps_the_rules_of_an_open_round(scene, client, staff):
    page = text(client.get(address(scene.round, "edit")))
    assert re_disabled(page, "others_reviews")
    data = {
        "title_en": "New title",
        "title_nb": "Ny tittel",
        "instructions_en": "",
        "due_at": "2099-01-01 12:00",
        "zone": "Europe/Oslo",
        "min_reviews": 3,
        "others_reviews": "always",
    }
    client.post(address(scene.round, "edit"), data)
    round = Round.objects.get(pk=scene.round.pk)
    assert (round.title, round.zone, round.min_reviews) == ({"en": "New title", "nb": "Ny tittel"}, "Europe/Oslo", 3)
    assert round.others_reviews == "after_own"


def re_disabled(page, name):
    start = page.index(f'name="{name}"')
    return "disabled" in page[start : page.index(">", start)]


# To do


def test_rounds_short_of_reviews_wait_as_they_come_due(scene, manager):
    scene.entry("A")
    due = scene.round.due_at
    assert not rounds_missing_reviews(manager, now(), due - timedelta(seconds=1)).exists()
    assert list(rounds_missing_reviews(manager, now(), due)) == [scene.round]
    assert not rounds_missing_reviews(scene.panel[0], now(), due).exists()
    source = next(one for one in worklist_sources() if one.kind == "assessment.short_of_reviews")
    assert source.title(scene.round) == "Jury of the year"
    assert source.url(scene.round).endswith("/coverage/?short=1")
    assert list(source.queryset(manager, due)) == [scene.round]


def test_rounds_with_everything_in_wait_to_be_closed(scene, manager):
    entry = scene.entry("A", *scene.panel[:2])
    due = scene.round.due_at
    assert not rounds_to_close(manager, due).exists()
    for juror in scene.panel[:2]:
        scene.submit(entry, juror, 3, 3)
    assert list(rounds_to_close(manager, due)) == [scene.round]
    assert not rounds_to_close(scene.panel[0], due).exists()
    close_round(round=scene.round, by=manager, at=now())
    assert not rounds_to_close(manager, due).exists()


# Retention


def test_what_reviewers_wrote_goes_when_its_term_is_over(scene, manager):
    juror = scene.panel[0]
    entry = scene.entry("A", juror, scene.panel[1])
    scene.submit(entry, juror, 4, 4, comment="About someone")
    recuse_reviewer(entry=entry, reason="family", note="My cousin", by=scene.panel[1], at=now())
    close_round(round=scene.round, by=manager, at=now())

    def expire(before):
        return expire_texts(Expiry("assessment.review", "", (), before=before, at=now()))

    assert expire(now() - timedelta(days=1)) == 0
    assert expire(now() + timedelta(days=1)) == 1
    assert expire(now() + timedelta(days=1)) == 0
    assert (Review.objects.get().comment, Recusal.objects.get().note) == ("", "")
    assert Review.objects.get().points == 75_000
