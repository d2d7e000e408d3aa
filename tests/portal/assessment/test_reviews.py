"""A review's course: typed, kept, submitted, opened again."""

from datetime import timedelta
from uuid import uuid4

import pytest

from portal.assessment.actions.assignments import unassign_reviewer
from portal.assessment.actions.entries import withdraw_entry
from portal.assessment.actions.erasure import erase_subject
from portal.assessment.actions.panel import remove_panel_member
from portal.assessment.actions.reviews import NOT_APPLICABLE, Answers, reopen_review, save_review_draft, submit_review
from portal.assessment.actions.rounds import close_round, update_round
from portal.assessment.errors import (
    AlreadySubmitted,
    NothingApplies,
    NotTakingReviews,
    NotYourEntry,
    OutOfScale,
    ScoresMissing,
    TooManyWords,
)
from portal.assessment.models import Review, Score
from portal.audit.models import AuditEvent
from portal.core.clock import now
from portal.core.errors import EditConflict, NotAllowed
from tests.factories.people import UserFactory


@pytest.fixture
def juror(scene):
    return scene.panel[0]


@pytest.fixture
def entry(scene, juror):
    return scene.entry("Ljósið í bænum", juror)


@pytest.fixture
def save(scene, entry, juror):
    def saved(*values, version=0, tab="", **texts):
        return save_review_draft(
            entry=entry, answers=scene.answers(*values, **texts), version=version, tab=tab, by=juror, at=now()
        )

    return saved


def stored():
    return {score.criterion.position: score.value for score in Score.objects.select_related("criterion")}


def test_a_draft_is_kept_as_it_is_typed_and_leaves_no_record(save):
    review = save(None, None, comment="Half a th")
    review = save(4, None, comment="Half a thought", version=review.version)
    assert (review.version, review.comment, review.state) == (2, "Half a thought", "draft")
    assert stored() == {1: 4}
    assert not AuditEvent.objects.exists()


def test_a_score_can_be_changed_and_taken_back(save):
    save(4, 2)
    save(5, NOT_APPLICABLE, version=1)
    assert stored() == {1: 5, 2: None}
    save(5, version=2)
    assert stored() == {1: 5}


def test_letters_of_every_kind_come_back_as_they_were(save):
    odd = "Þórður ŋ š é\u0301 <script>alert(1)</script> مرحبا 🏙️ 'quote\" \\"
    assert Review.objects.get(pk=save(comment=odd).pk).comment == odd


def test_a_second_tab_overwrites_nothing(save):
    save(4, comment="From the first tab", tab="one")
    with pytest.raises(EditConflict) as refused:
        save(1, comment="From the second tab", tab="two", version=0)
    assert refused.value.revision == 1
    assert Review.objects.get().comment == "From the first tab"
    assert stored() == {1: 4}


def test_a_page_whose_answer_was_lost_on_the_train_goes_on_saving(save):
    save(4, comment="One", tab="one")
    # The answer with version 1 never arrived; the page still says 0 and has more to say.
    assert save(4, comment="One two", tab="one", version=0).comment == "One two"


def test_the_same_words_from_a_page_behind_are_no_conflict(save):
    save(4, comment="One", tab="one")
    assert save(4, comment="One", tab="two", version=0).version == 1


def test_pages_without_a_mark_are_strangers_to_one_another(save):
    save(4, comment="One")
    with pytest.raises(EditConflict):
        save(4, comment="Two", version=0)


@pytest.mark.parametrize("value", [0, 6, -1, NOT_APPLICABLE])
def test_a_score_beside_the_scale_is_turned_away(save, scene, value):
    with pytest.raises(OutOfScale) as refused:
        save(value)
    assert refused.value.field == f"criterion-{scene.criteria[0].uuid}"
    assert not Review.objects.exists()


def test_a_criterion_of_another_round_is_turned_away(entry, juror):
    with pytest.raises(OutOfScale):
        save_review_draft(entry=entry, answers=Answers(scores={uuid4(): 3}), version=0, by=juror, at=now())


def test_submitted_it_counts(scene, entry, juror):
    review = scene.submit(entry, juror, 4, 2, comment="Brave")
    entry.refresh_from_db()
    # (3 · 3/4 + 1 · 1/4) / 4
    assert (review.points, entry.points, entry.submitted, entry.spread) == (62_500, 62_500, 1, 0)
    record = AuditEvent.objects.get(verb="assessment.submit_review")
    assert record.data == {"entry": entry.reference, "points": 62_500, "time": 1}
    assert "Brave" not in record.body


def test_submitted_twice_it_is_submitted_once(scene, entry, juror):
    first = scene.submit(entry, juror, 4, 2)
    again = scene.submit(entry, juror, 4, 2)
    assert (again.submissions, again.version) == (1, first.version)
    assert AuditEvent.objects.filter(verb="assessment.submit_review").count() == 1


def test_a_criterion_without_score_keeps_it_from_being_submitted(scene, entry, juror):
    with pytest.raises(ScoresMissing) as refused:
        scene.submit(entry, juror, 4)
    assert refused.value.criteria == [scene.criteria[1]]
    assert str(refused.value) == "One criterion has no score yet."
    assert not Review.objects.exists(), "nothing is half done"


def test_not_applicable_is_not_zero(scene, entry, juror):
    assert scene.submit(entry, juror, 5, NOT_APPLICABLE).points == 100_000


def test_not_everything_can_be_not_applicable(scene, entry, juror):
    scene.criteria[0].may_be_na = True
    scene.criteria[0].save()
    with pytest.raises(NothingApplies):
        scene.submit(entry, juror, NOT_APPLICABLE, NOT_APPLICABLE)


@pytest.mark.parametrize("name", ["comment", "feedback"])
def test_the_word_limit_holds_when_submitting_but_loses_no_draft(scene, entry, juror, save, name):
    limit = getattr(scene.round, f"{name}_words")
    long = {name: "orð " * (limit + 1)}
    review = save(4, 4, **long)
    with pytest.raises(TooManyWords) as refused:
        scene.submit(entry, juror, 4, 4, version=review.version, **long)
    assert refused.value.field == name
    assert str(limit) in str(refused.value)


def test_a_submitted_review_is_not_changed_by_a_page_still_open(scene, entry, juror, save):
    review = scene.submit(entry, juror, 4, 4)
    with pytest.raises(AlreadySubmitted):
        save(1, 1, version=review.version)
    with pytest.raises(AlreadySubmitted):
        scene.submit(entry, juror, 1, 1, version=review.version)
    assert stored() == {1: 4, 2: 4}


def test_opened_again_it_does_not_count_until_submitted_anew(scene, entry, juror):
    review = scene.submit(entry, juror, 4, 4)
    for _time in range(2):
        review = reopen_review(review=review, by=juror, at=now())
    entry.refresh_from_db()
    assert (entry.submitted, entry.points) == (0, None)
    assert AuditEvent.objects.filter(verb="assessment.reopen_review").count() == 1
    again = scene.submit(entry, juror, 5, 5, version=review.version)
    assert (again.points, again.submissions) == (100_000, 2)


def test_the_secretariat_may_open_a_review_but_another_juror_may_not(scene, entry, juror, manager, clock):
    review = scene.submit(entry, juror, 4, 4)
    scene.give(entry, scene.panel[1])
    for stranger in (scene.panel[1], UserFactory()):
        with pytest.raises(NotAllowed):
            reopen_review(review=review, by=stranger, at=now())
    reopen_review(review=review, by=manager, at=now())
    review = scene.submit(entry, juror, 4, 4, version=2)
    with pytest.raises(NotTakingReviews):
        reopen_review(review=review, by=manager, at=scene.round.due_at)


def test_a_minute_late_the_refusal_names_the_instant_in_the_rounds_zone(scene, entry, juror, save, manager):
    due = now().replace(year=2031, month=3, day=1, hour=11, minute=0, second=0, microsecond=0)
    update_round(round=scene.round, due_at=due, by=manager, at=now())
    late = due + timedelta(minutes=1)
    for late_step in (save_review_draft, submit_review):
        with pytest.raises(NotTakingReviews) as refused:
            late_step(entry=entry, answers=scene.answers(3, 3), version=0, by=juror, at=late)
        assert str(refused.value) == "This round closed on 1 March 2031 at 12:00, Copenhagen time."
    save_review_draft(entry=entry, answers=scene.answers(3, 3), version=0, by=juror, at=due - timedelta(seconds=1))


def test_a_round_closed_early_takes_no_more(scene, juror, save, manager):
    close_round(round=scene.round, by=manager, at=now())
    with pytest.raises(NotTakingReviews):
        save(3)


def test_what_is_not_mine_cannot_be_judged(scene, entry, juror, save, manager):
    theirs = scene.entry("Theirs", scene.panel[1])
    with pytest.raises(NotYourEntry):
        save_review_draft(entry=theirs, answers=scene.answers(3), version=0, by=juror, at=now())
    with pytest.raises(NotYourEntry):
        save_review_draft(entry=entry, answers=scene.answers(3), version=0, by=UserFactory(), at=now())
    withdraw_entry(entry=entry, by=manager, at=now())
    with pytest.raises(NotYourEntry):
        save(3)


@pytest.mark.parametrize(
    "cut_off",
    [
        lambda scene, entry, juror, by: unassign_reviewer(entry=entry, reviewer=juror, by=by, at=now()),
        lambda scene, entry, juror, by: remove_panel_member(round=scene.round, user=juror, by=by, at=now()),
        lambda scene, entry, juror, by: scene.source.says.clear(),
    ],
    ids=["taken back", "off the panel", "consent withdrawn"],
)
def test_who_was_cut_off_writes_no_more(scene, entry, juror, save, manager, cut_off):
    save(3)
    cut_off(scene, entry, juror, manager)
    with pytest.raises(NotYourEntry):
        save(4, version=1)


def test_a_planned_round_takes_nothing_yet(scene, save):
    scene.round.state, scene.round.opened_at = "planned", None
    scene.round.save()
    with pytest.raises(NotYourEntry):
        save(3)
    assert str(NotTakingReviews(scene.round)) == "This round has not opened yet."


def test_the_words_of_reviews_can_be_erased_and_the_result_stays(scene, entry, juror):
    scene.submit(entry, juror, 4, 4, comment="About a person", feedback="To them")
    for _time in range(2):
        erase_subject(subject_kind="fake.subject", subject_uuid=entry.subject_uuid, by=None, at=now())
    review = Review.objects.get()
    assert (review.comment, review.feedback, review.points) == ("", "", 75_000)
    assert AuditEvent.objects.filter(verb="assessment.erase_texts").count() == 1
