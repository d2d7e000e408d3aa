"""The secretariat's screens of a round in the Wagtail admin."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from portal.assessment.actions import close_round, finish_round, save_review_draft, step_aside
from portal.assessment.forms.staff import read_scale, write_scale
from portal.assessment.keeping import expire_words
from portal.assessment.models import Criterion, PanelMember, Recusal, Review, Round
from portal.assessment.queries.staff import rounds_short_of_reviews, rounds_to_close
from portal.clock import now
from portal.records.models import Entry as RecordEntry
from portal.records.retention import Expiry
from portal.staff.waiting import waiting_sources
from tests.factories.assessment import CriterionFactory, RecusalFactory, RoundFactory
from tests.factories.people import AdministratorFactory, EditorFactory, FinanceFactory, UserFactory

SCREENS = ["inspect", "edit", "history", "criteria", "panel", "coverage", "ranking", "scores"]


@pytest.fixture
def staff(client, manager):
    client.force_login(manager)
    return manager


def address(round, name, *more):
    return reverse(f"assessment_round:{name}", args=[round.uuid, *more])


def text(response):
    return response.content.decode()


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
        assert client.get(address(scene.round, screen)).status_code in (302, 403, 404)


@pytest.mark.parametrize("factory", [AdministratorFactory])
def test_administrators_see_what_managers_see(scene, client, factory):
    scene.submit(scene.entry("A", scene.panel[0]), scene.panel[0], 3, 3)
    client.force_login(factory())
    for screen in SCREENS:
        assert client.get(address(scene.round, screen)).status_code == 200, screen


def test_the_page_of_a_round_tells_how_far_it_is(scene, client, staff):
    scene.entry("A", scene.panel[0])
    page = text(client.get(address(scene.round, "inspect")))
    assert "Spread entries over the panel" in page
    assert "Read generously." in page
    assert "Who reads what" in page


def test_steps_go_through_the_actions(scene, client, staff):
    scene.entry("A")
    client.post(address(scene.round, "step", "spread"), {"per_entry": 2})
    assert scene.panel[0].review_duties.count() + scene.panel[1].review_duties.count() >= 1
    client.post(address(scene.round, "step", "close"))
    assert Round.objects.get(pk=scene.round.pk).state == "closed"
    client.post(address(scene.round, "step", "reopen"), {"due_at": "2099-01-01 12:00"})
    assert Round.objects.get(pk=scene.round.pk).state == "open"
    response = client.post(address(CriterionFactory(round__due_at=now()).round, "step", "open"))
    assert "Set a due date that lies ahead." in text(response)


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


# Criteria


def criteria_form(*criteria):
    data = {"form-TOTAL_FORMS": len(criteria), "form-INITIAL_FORMS": 0}
    for number, criterion in enumerate(criteria):
        data |= {f"form-{number}-{name}": value for name, value in criterion.items()}
    return data


COURAGE = {
    "label_en": "Courage",
    "label_nb": "Mot",
    "weight": 3,
    "scale_en": "1 Weak – little to build on\n2. Fair\n3 Strong",
    "scale_nb": "1 Svak\n3 Sterk – et forbilde",
    "ORDER": 2,
}
REACH = {"label_en": "Reach", "weight": 1, "may_be_na": "on", "scale_en": "0 None\n10 Whole country", "ORDER": 1}


def test_criteria_are_typed_a_step_a_line(client, staff):
    round = RoundFactory()
    assert "Save the criteria" in text(client.get(address(round, "criteria")))
    client.post(address(round, "criteria"), criteria_form(COURAGE, REACH, {"weight": 1}))
    reach, courage = round.criteria.order_by("position")
    assert (str(reach), reach.may_be_na, reach.values) == ("Reach", True, [0, 10])
    assert (courage.label, courage.weight) == ({"en": "Courage", "nb": "Mot"}, 3)
    assert courage.scale == [
        {"value": 1, "label": {"en": "Weak", "nb": "Svak"}, "meaning": {"en": "little to build on"}},
        {"value": 2, "label": {"en": "Fair"}, "meaning": {}},
        {"value": 3, "label": {"en": "Strong", "nb": "Sterk"}, "meaning": {"nb": "et forbilde"}},
    ]
    assert "1 Weak – little to build on" in text(client.get(address(round, "criteria")))


def test_a_scale_written_out_reads_back_alike():
    scale = read_scale({"en": "-1 Worse\n0 Same\n1 Better – by far", "nb": "1 Bedre"})
    assert read_scale(write_scale(scale)) == scale


@pytest.mark.parametrize(
    ("scale", "said"),
    [
        ({"scale_en": "Good\nBetter"}, "is not a number and a name"),
        ({"scale_en": "1 One\n2 Two", "scale_nb": "7 Sju"}, "The English scale has no step 7."),
        ({"scale_en": "1 Only"}, "a scale of two steps or more"),
    ],
)
def test_a_scale_that_cannot_be_read_is_said_and_what_was_typed_stays(client, staff, scale, said):
    round = RoundFactory()
    page = text(client.post(address(round, "criteria"), criteria_form({**COURAGE, "scale_nb": "", **scale})))
    assert said in page
    assert "Courage" in page
    assert not Criterion.objects.exists()


def test_criteria_are_only_read_once_reviews_have_begun(scene, client, staff):
    juror = scene.panel[0]
    save_review_draft(scene.entry("A", juror), scene.answers(3), version=0, by=juror, at=now())
    page = text(client.get(address(scene.round, "criteria")))
    assert "Reviews have begun" in page
    assert "Save the criteria" not in page
    assert "Outstanding – An example to others" in page


# Panel


def test_the_panel_is_made_on_its_page(scene, client, staff):
    panel = address(scene.round, "panel")
    page = text(client.post(panel, {"do": "add", "email": "new@example.org", "name": "Ny Juror"}, follow=True))
    assert "Ny Juror sits on the panel." in page
    member = PanelMember.objects.get(user__email="new@example.org")
    page = text(client.post(panel, {"do": "remove", "member": member.uuid}, follow=True))
    assert "Ny Juror has left the panel." in page
    assert "left the panel" in page
    page = text(client.post(panel, {"do": "add", "email": "no address"}, follow=True))
    assert "Enter a valid email address." in page


def test_a_juror_who_finished_is_let_go_on(scene, client, staff):
    juror = scene.panel[0]
    scene.submit(scene.entry("A", juror), juror, 3, 3)
    member = finish_round(scene.round, by=juror, at=now())
    panel = address(scene.round, "panel")
    assert "has finished" in text(client.get(panel))
    client.post(panel, {"do": "resume", "member": member.uuid})
    member.refresh_from_db()
    assert member.finished_at is None


@pytest.mark.parametrize("data", [{}, {"do": "drop"}, {"do": "remove"}, {"do": "remove", "member": "nonsense"}])
def test_a_step_that_is_none_is_not_found(scene, client, staff, data):
    assert client.post(address(scene.round, "panel"), data).status_code == 404


def test_a_member_of_another_panel_is_not_found(scene, client, staff):
    from tests.factories.assessment import PanelMemberFactory

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
    assert "2 given to nobody" in page
    page = text(client.get(address(scene.round, "coverage") + "?short=1"))
    assert "Short entry" in page
    assert "Complete entry" not in page


def test_an_entrys_readers_are_looked_after_on_its_page(scene, client, staff):
    entry, juror = scene.entry("A"), scene.panel[0]
    page = address(scene.round, "entry", entry.uuid)
    member = PanelMember.objects.get(user=juror).uuid

    def step(name, **data):
        return text(client.post(page, {"do": name, "member": member, **data}, follow=True))

    assert "Given to" in step("give")
    assert entry.assignments.count() == 1
    assert "Taken back from" in step("take_back")
    assert entry.assignments.count() == 0
    step("give")
    review = scene.submit(entry, juror, 3, 3, comment="Worth reading")
    assert "Worth reading" in text(client.get(page))
    assert "stays theirs" in step("take_back")
    assert "The review is a draft again." in step("reopen", review=review.uuid)
    assert "Select a valid choice" in step("keep_aside", reason="whim")
    assert "is kept aside" in step("keep_aside", reason="family", note="Told by phone")
    assert "Told by phone" in text(client.get(page))
    assert "stands aside from this entry" in step("give")
    assert "once it is given to them" in step("lift", recusal=Recusal.objects.get().uuid)


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
    step_aside(entry, reason="family", by=juror, at=now())
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
    monkeypatch.setattr("portal.assessment.viewsets.coverage.PER_PAGE", 1)
    monkeypatch.setattr("portal.assessment.viewsets.ranking.PER_PAGE", 1)
    monkeypatch.setattr("portal.assessment.viewsets.round.RoundViewSet.list_per_page", 1)
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
    save_review_draft(scene.entry("B", juror, reference="R2"), scene.answers(1, 1), version=0, by=juror, at=now())
    response = client.get(address(scene.round, "scores"))
    assert "attachment" in response["Content-Disposition"]
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    heading, *rows = csv.reader(io.StringIO(content))
    assert heading == ["reference", "reviewer", "submitted_at", "Courage (3)", "Reach (1)", "points"]
    (row,) = rows
    assert (row[0], row[1][:2], row[3:]) == ("R1", "'=", ["5", "n/a", "100.0"])
    assert RecordEntry.objects.filter(verb="assessment.export_scores").count() == 1


# What waits


def test_rounds_short_of_reviews_wait_as_they_come_due(scene, manager):
    scene.entry("A")
    due = scene.round.due_at
    assert not rounds_short_of_reviews(manager, now(), due - timedelta(seconds=1)).exists()
    assert list(rounds_short_of_reviews(manager, now(), due)) == [scene.round]
    assert not rounds_short_of_reviews(scene.panel[0], now(), due).exists()
    source = next(one for one in waiting_sources() if one.kind == "assessment.short_of_reviews")
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
    close_round(scene.round, by=manager, at=now())
    assert not rounds_to_close(manager, due).exists()


# Retention


def test_what_reviewers_wrote_goes_when_its_term_is_over(scene, manager):
    juror = scene.panel[0]
    entry = scene.entry("A", juror, scene.panel[1])
    scene.submit(entry, juror, 4, 4, comment="About someone")
    step_aside(entry, reason="family", note="My cousin", by=scene.panel[1], at=now())
    close_round(scene.round, by=manager, at=now())

    def expire(before):
        return expire_words(Expiry("assessment.review", "", (), before=before, at=now()))

    assert expire(now() - timedelta(days=1)) == 0
    assert expire(now() + timedelta(days=1)) == 1
    assert expire(now() + timedelta(days=1)) == 0
    assert (Review.objects.get().comment, Recusal.objects.get().note) == ("", "")
    assert Review.objects.get().points == 75_000
