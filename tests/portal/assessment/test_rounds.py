"""A round's course, from its plan to its close."""

from datetime import timedelta
from uuid import uuid4

import pytest

from portal.assessment.actions.counting import recount_entry
from portal.assessment.actions.recusals import exclude_reviewer
from portal.assessment.actions.reviews import reopen_review, save_review_draft
from portal.assessment.actions.rounds import (
    close_round,
    open_round,
    plan_round,
    reopen_round,
    set_criteria,
    update_round,
)
from portal.assessment.errors import (
    CriteriaFixed,
    CriteriaNotSound,
    DueHasPassed,
    NoCriteria,
    NotTakingReviews,
    ReopeningReasonMissing,
    ResultInUse,
    RoundIsClosed,
    RulesFixed,
)
from portal.assessment.holds import _holds
from portal.assessment.models import Criterion, Round
from portal.assessment.states import OthersReviews
from portal.audit.models import AuditEvent
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.core.states import TransitionRefused
from portal.mail.models import Letter
from tests.factories.assessment import (
    SCALE,
    CriterionFactory,
    EntryFactory,
    PanelMemberFactory,
    ReviewFactory,
    RoundFactory,
)
from tests.factories.people import EditorFactory, FinanceFactory, ManagerFactory, UserFactory

COURAGE = {"label": {"en": "Courage"}, "weight": 2, "scale": SCALE}


def verbs():
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


def plan(by, **fields):
    given = {
        "owner_kind": "fake.owner",
        "owner_uuid": uuid4(),
        "title": {"en": "Jury"},
        "due_at": now() + timedelta(days=9),
        **fields,
    }
    return plan_round(**given, by=by, at=now())


def test_a_round_is_planned_with_its_criteria(manager):
    round = plan(manager, criteria=[COURAGE])
    assert (round.state, round.zone, str(round)) == ("planned", "Europe/Copenhagen", "Jury")
    assert [str(criterion) for criterion in round.criteria.all()] == ["Courage"]
    assert verbs() == ["assessment.plan_round", "assessment.set_criteria"]


def test_planned_twice_with_the_same_uuid_it_is_planned_once(manager):
    uuid = uuid4()
    assert plan(manager, uuid=uuid) == plan(manager, uuid=uuid)
    assert Round.objects.count() == 1


@pytest.mark.parametrize("factory", [UserFactory, EditorFactory, FinanceFactory])
def test_only_programme_managers_and_administrators_lead_rounds(factory, db):
    stranger = factory()
    round = RoundFactory()
    for step in (open_round, close_round):
        with pytest.raises(NotAllowed):
            step(round=round, by=stranger, at=now())
    with pytest.raises(NotAllowed):
        plan(stranger)
    with pytest.raises(NotAllowed):
        set_criteria(round=round, criteria=[COURAGE], by=stranger, at=now())
    with pytest.raises(NotAllowed):
        update_round(round=round, min_reviews=5, by=stranger, at=now())


def test_opening_tells_the_panel_once(manager):
    member = PanelMemberFactory(round=CriterionFactory().round)
    for _time in range(2):
        open_round(round=member.round, by=manager, at=now())
    member.round.refresh_from_db()
    assert member.round.state == "open"
    assert Letter.objects.filter(to_email=member.user.email).count() == 1
    assert verbs() == ["assessment.open_round"]


def test_a_round_without_criteria_does_not_open(manager):
    with pytest.raises(NoCriteria):
        open_round(round=RoundFactory(), by=manager, at=now())


def test_a_round_already_due_does_not_open(manager):
    round = CriterionFactory(round__due_at=now()).round
    with pytest.raises(DueHasPassed):
        open_round(round=round, by=manager, at=now())


def test_closed_twice_it_is_closed_once_and_stays_so(manager):
    round = RoundFactory(open=True)
    for _time in range(2):
        close_round(round=round, by=manager, at=now())
    assert verbs() == ["assessment.close_round"]
    with pytest.raises(TransitionRefused):
        open_round(round=round, by=manager, at=now())


def test_a_planned_round_cannot_be_closed(manager):
    with pytest.raises(TransitionRefused):
        close_round(round=RoundFactory(), by=manager, at=now())


def test_a_closed_round_takes_reviews_again_until_a_new_instant(manager):
    round = RoundFactory(closed=True)
    assert not round.takes_reviews(now())
    later = now() + timedelta(days=30)
    for _time in range(2):
        round = reopen_round(round=round, due_at=later, reasons="Two reviews are missing.", by=manager, at=now())
    assert round.takes_reviews(now())
    assert round.closed_at is None
    assert verbs() == ["assessment.reopen_round"]


def test_a_round_is_not_opened_again_until_a_past_instant(manager):
    with pytest.raises(DueHasPassed):
        reopen_round(
            round=RoundFactory(closed=True),
            due_at=now() - timedelta(hours=1),
            reasons="Two reviews are missing.",
            by=manager,
            at=now(),
        )


def test_a_round_is_opened_again_with_a_reason_only(manager):
    round = RoundFactory(closed=True)
    with pytest.raises(ReopeningReasonMissing):
        reopen_round(round=round, due_at=now() + timedelta(days=1), reasons=" ", by=manager, at=now())


def test_a_round_something_rests_on_is_not_opened_again(manager, monkeypatch):
    round = RoundFactory(closed=True)
    monkeypatch.setitem(_holds, round.owner_kind, lambda uuid, at: f"Two decisions rest on {uuid == round.owner_uuid}.")
    with pytest.raises(ResultInUse, match="Two decisions rest on True"):
        reopen_round(round=round, due_at=now() + timedelta(days=1), reasons="More time.", by=manager, at=now())
    round.refresh_from_db()
    assert round.state == "closed"


def closed_with_two_reviews(manager):
    round = RoundFactory(open=True)
    entry = EntryFactory(round=round, reference="TB-7")
    for points in (90_000, 40_000):
        ReviewFactory(entry=entry, state="submitted", points=points, submitted_at=now())
    recount_entry(entry)
    close_round(round=round, by=manager, at=now())
    entry.refresh_from_db()
    return entry


def test_the_reviews_of_a_closed_round_stand_still(manager):
    entry = closed_with_two_reviews(manager)
    with pytest.raises(NotTakingReviews):
        reopen_review(review=entry.reviews.order_by("pk").last(), by=manager, at=now())
    entry.refresh_from_db()
    assert (entry.points, entry.submitted) == (65_000, 2)


def test_who_is_recused_after_closing_counts_no_more_and_staff_read_what_changed(manager):
    entry = closed_with_two_reviews(manager)
    first, other = entry.reviews.order_by("pk")
    recused = ManagerFactory()
    exclude_reviewer(entry=entry, reviewer=recused, reason="family", by=manager, at=now())
    assert not Letter.objects.exists()  # they had judged nothing
    exclude_reviewer(entry=entry, reviewer=first.reviewer, reason="family", by=manager, at=now())
    entry.refresh_from_db()
    assert (entry.points, entry.submitted) == (40_000, 1)
    assert set(entry.reviews.values_list("state", "points")) == {("set_aside", 90_000), ("submitted", 40_000)}
    letter = Letter.objects.get()  # not to whoever is recused from the entry
    assert letter.to_email == manager.email
    assert "TB-7" in letter.subject
    assert "1 (before: 2)" in letter.text
    assert "40.0 (before: 65.0)" in letter.text
    exclude_reviewer(entry=entry, reviewer=other.reviewer, reason="family", by=manager, at=now())
    assert "– (before: 40.0)" in Letter.objects.order_by("pk").last().text


def test_the_window_is_half_open():
    round = RoundFactory.build(open=True)
    assert round.takes_reviews(round.due_at - timedelta(microseconds=1))
    assert not round.takes_reviews(round.due_at)


def test_texts_and_due_date_change_while_open_but_not_who_reads_whom(manager):
    round = RoundFactory(open=True)
    later = round.due_at + timedelta(days=2)
    round = update_round(round=round, title={"en": "New"}, due_at=later, by=manager, at=now())
    assert (round.title, round.due_at) == ({"en": "New"}, later)
    with pytest.raises(RulesFixed):
        update_round(round=round, others_reviews=OthersReviews.ALWAYS, by=manager, at=now())
    update_round(round=round, title={"en": "New"}, by=manager, at=now())
    entry = AuditEvent.objects.get()
    assert entry.data == {"fields": ["due_at", "title"]}


def test_before_it_opens_every_setting_may_change(manager):
    round = update_round(
        round=RoundFactory(), others_reviews=OthersReviews.NEVER, names_hidden=True, by=manager, at=now()
    )
    assert (round.others_reviews, round.names_hidden) == ("never", True)


def test_what_is_no_setting_cannot_be_changed(manager):
    with pytest.raises(TypeError, match="state"):
        update_round(round=RoundFactory(), state="open", by=manager, at=now())


def test_a_due_date_is_not_moved_into_the_past_nor_a_closed_round_changed(manager):
    with pytest.raises(DueHasPassed):
        update_round(round=RoundFactory(open=True), due_at=now() - timedelta(days=1), by=manager, at=now())
    with pytest.raises(RoundIsClosed):
        update_round(round=RoundFactory(closed=True), min_reviews=9, by=manager, at=now())


def test_criteria_are_replaced_until_the_first_review_is_begun(scene, manager):
    entry = scene.entry("A", scene.panel[0])
    again = [{**COURAGE, "weight": 5}]
    scene.criteria = set_criteria(round=scene.round, criteria=again, by=manager, at=now())
    assert set_criteria(round=scene.round, criteria=again, by=manager, at=now())[0] == scene.criteria[0]
    assert Criterion.objects.get().weight == 5
    save_review_draft(entry=entry, answers=scene.answers(3), version=0, by=scene.panel[0], at=now())
    with pytest.raises(CriteriaFixed):
        set_criteria(round=scene.round, criteria=[COURAGE], by=manager, at=now())


@pytest.mark.parametrize(
    "wrong",
    [
        {"label": {}},
        {"label": {"en": ""}},
        {"weight": 0},
        {"weight": 101},
        {"weight": "2"},
        {"scale": []},
        {"scale": SCALE[:1]},
        {"scale": SCALE[::-1]},
        {"scale": [SCALE[0], SCALE[0]]},
        {"scale": [{"value": 1.5, "label": {}}, {"value": 2, "label": {}}]},
        {"scale": [{"value": True, "label": {}}, {"value": 2, "label": {}}]},
    ],
)
def test_a_criterion_that_cannot_be_judged_by_is_turned_away(manager, wrong):
    with pytest.raises(CriteriaNotSound):
        set_criteria(round=RoundFactory(), criteria=[{**COURAGE, **wrong}], by=manager, at=now())
