"""The panel, who reads what, the ranking and the scores, in the admin."""

import csv
import io

import pytest
from django.urls import reverse

from portal.assessment.actions.panel import finish_round
from portal.assessment.actions.recusals import recuse_reviewer
from portal.assessment.actions.reviews import save_review_draft
from portal.assessment.models import PanelMember, Recusal
from portal.audit.models import AuditEvent
from portal.core.clock import now
from tests.factories.assessment import PanelMemberFactory, RecusalFactory, RoundFactory
from tests.factories.people import UserFactory
from tests.portal.assessment.pages import staff_address as address
from tests.portal.assessment.pages import text


@pytest.fixture
def staff(client, manager):
    client.force_login(manager)
    return manager


def test_the_panel_is_made_on_its_page(scene, client, staff):
    panel = address(scene.round, "panel")
    page = text(client.post(panel, {"do": "add", "email": "new@example.org", "name": "Ny Juror"}, follow=True))
    assert "Ny Juror is on the panel." in page
    member = PanelMember.objects.get(user__email="new@example.org")
    page = text(client.post(panel, {"do": "remove", "member": member.uuid}, follow=True))
    assert "Ny Juror has left the panel." in page
    assert "has left the panel" in page
    page = text(client.post(panel, {"do": "add", "email": "no address"}, follow=True))
    assert "Enter a valid email address." in page


def test_a_juror_who_finished_is_let_go_on(scene, client, staff):
    juror = scene.panel[0]
    scene.submit(scene.entry("A", juror), juror, 3, 3)
    member = finish_round(round=scene.round, by=juror, at=now())
    panel = address(scene.round, "panel")
    assert "has finished" in text(client.get(panel))
    client.post(panel, {"do": "resume", "member": member.uuid})
    member.refresh_from_db()
    assert member.finished_at is None


@pytest.mark.parametrize("data", [{}, {"do": "drop"}, {"do": "remove"}, {"do": "remove", "member": "nonsense"}])
def test_a_step_that_is_none_is_not_found(scene, client, staff, data):
    assert client.post(address(scene.round, "panel"), data).status_code == 404


def test_a_member_of_another_panel_is_not_found(scene, client, staff):
    stranger = PanelMemberFactory()
    data = {"do": "remove", "member": stranger.uuid}
    assert client.post(address(scene.round, "panel"), data).status_code == 404
    assert client.post(address(scene.round, "entry", scene.entry("A").uuid), data).status_code == 404
    assert PanelMember.objects.get(pk=stranger.pk).removed_at is None


# Who reads what


def test_the_matrix_and_what_is_short(scene, client, staff):
    full = scene.entry("Complete entry", *scene.panel)
    for juror in scene.panel[:2]:
        scene.submit(full, juror, 3, 3)
    scene.entry("Short entry")
    page = text(client.get(address(scene.round, "coverage")))
    assert "Complete entry" in page
    assert "2 not assigned to anyone" in page
    page = text(client.get(address(scene.round, "coverage") + "?short=1"))
    assert "Short entry" in page
    assert "Complete entry" not in page


def test_an_entrys_readers_are_looked_after_on_its_page(scene, client, staff):
    entry, juror = scene.entry("A"), scene.panel[0]
    page = address(scene.round, "entry", entry.uuid)
    member = PanelMember.objects.get(user=juror).uuid

    def step(name, **data):
        return text(client.post(page, {"do": name, "member": member, **data}, follow=True))

    assert "Assigned to" in step("assign")
    assert entry.assignments.count() == 1
    assert "Taken back from" in step("unassign_reviewer")
    assert entry.assignments.count() == 0
    step("assign")
    review = scene.submit(entry, juror, 3, 3, comment="Worth reading")
    assert "Worth reading" in text(client.get(page))
    assert "can’t be taken back" in step("unassign_reviewer")
    assert "The review is a draft again." in step("reopen", review=review.uuid)
    assert "Select a valid choice" in step("exclude_reviewer", reason="whim")
    assert "is excluded" in step("exclude_reviewer", reason="family", note="Told by phone")
    assert "Told by phone" in text(client.get(page))
    assert "has a conflict of interest in this entry" in step("assign")
    assert "once it is assigned to them" in step("lift", recusal=Recusal.objects.get().uuid)


def test_recusals_and_reviews_of_other_entries_are_not_found(scene, client, staff):
    page = address(scene.round, "entry", scene.entry("A").uuid)
    other = scene.entry("B", scene.panel[0])
    review = scene.submit(other, scene.panel[0], 3, 3)
    assert client.post(page, {"do": "lift", "recusal": RecusalFactory().uuid}).status_code == 404
    assert client.post(page, {"do": "reopen", "review": review.uuid}).status_code == 404
    assert client.get(address(scene.round, "entry", UserFactory().uuid)).status_code == 404
    assert client.get(address(RoundFactory(), "entry", other.uuid)).status_code == 404


def test_a_set_aside_review_is_shown_as_such(scene, client, staff):
    entry, juror = scene.entry("A", scene.panel[0]), scene.panel[0]
    scene.submit(entry, juror, 3, 3)
    recuse_reviewer(entry=entry, reason="family", by=juror, at=now())
    page = text(client.get(address(scene.round, "entry", entry.uuid)))
    assert "Set aside: it does not count." in page


# Ranking and scores


def test_the_ranking_page(scene, client, staff):
    scene.submit(scene.entry("Best", scene.panel[0]), scene.panel[0], 5, 5)
    scene.entry("Unread")
    page = text(client.get(address(scene.round, "ranking")))
    assert "100.0" in page
    assert page.index("Best") < page.index("Unread")
    assert "0 of 2" in page
    assert "No entries yet." in text(client.get(address(RoundFactory(), "ranking")))


@pytest.mark.parametrize("screen", ["index", "coverage", "ranking"])
def test_a_staff_page_costs_the_same_for_one_and_for_three(scene, client, staff, cost, monkeypatch, screen):
    monkeypatch.setattr("portal.assessment.admin.coverage.PAGE_SIZE", 1)
    monkeypatch.setattr("portal.assessment.admin.ranking.PAGE_SIZE", 1)
    monkeypatch.setattr("portal.assessment.admin.round.RoundViewSet.list_per_page", 1)
    url = reverse("assessment_round:index") if screen == "index" else address(scene.round, screen)

    def another():
        if screen == "index":
            RoundFactory()
        else:
            scene.entry("A", *scene.panel)

    def spent():
        with cost() as spending:
            client.get(url)
        return spending.queries

    another()
    spent()
    one = spent()
    another()
    another()
    assert spent() == one


def test_scores_leave_as_a_table_without_formulas(scene, client, staff):
    juror = scene.panel[0]
    juror.name = "=cmd|' /C calc'!A0"
    juror.save()
    scene.submit(scene.entry("A", juror, reference="R1"), juror, 5, "na")
    save_review_draft(
        entry=scene.entry("B", juror, reference="R2"), answers=scene.answers(1, 1), version=0, by=juror, at=now()
    )
    response = client.get(address(scene.round, "scores"))
    assert "attachment" in response["Content-Disposition"]
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    heading, *rows = csv.reader(io.StringIO(content))
    assert heading == ["Reference", "Reviewer", "Submitted", "Courage (3)", "Reach (1)", "Points"]
    (row,) = rows
    assert (row[0], row[1][:2], row[3:]) == ("R1", "'=", ["5", "n/a", "100.0"])
    assert AuditEvent.objects.filter(verb="assessment.export_scores").count() == 1
