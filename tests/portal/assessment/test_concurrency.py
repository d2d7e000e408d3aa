"""Two at once, each in a transaction of their own."""

import pytest

from portal.assessment.actions.assignments import assign_reviewer
from portal.assessment.actions.reviews import save_review_draft, submit_review
from portal.assessment.models import Assignment, Review
from portal.audit.models import AuditEvent
from portal.core.clock import now
from portal.core.errors import EditConflict
from tests.support.concurrency import refused, run_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_first_saving_from_two_tabs_at_once_keeps_one_and_tells_the_other(scene):
    juror = scene.panel[0]
    entry = scene.entry("A", juror)

    def save(tab):
        answers = scene.answers(3, comment=f"From {tab}")
        return lambda: save_review_draft(entry=entry, answers=answers, version=0, tab=tab, by=juror, at=now())

    answers = run_together(save("one"), save("two"))
    assert refused(answers) == [EditConflict]
    assert Review.objects.get().version == 1


def test_submitted_by_two_clicks_at_once_it_is_submitted_once(scene):
    juror = scene.panel[0]
    entry = scene.entry("A", juror)

    def submit():
        submit_review(entry=entry, answers=scene.answers(4, 4), version=0, tab="one", by=juror, at=now())

    assert refused(run_together(submit, submit)) == []
    assert Review.objects.get().submissions == 1
    assert AuditEvent.objects.filter(verb="assessment.submit_review").count() == 1


def test_three_jurors_who_submit_at_once_are_all_counted(scene):
    entry = scene.entry("A", *scene.panel)

    def submit(juror, value):
        return lambda: submit_review(entry=entry, answers=scene.answers(value, value), version=0, by=juror, at=now())

    assert (
        refused(run_together(*(submit(juror, value) for juror, value in zip(scene.panel, (1, 3, 5), strict=True))))
        == []
    )
    entry.refresh_from_db()
    assert (entry.submitted, entry.points, entry.spread) == (3, 50_000, 100_000)


def test_an_entry_given_by_two_managers_at_once_is_given_once(scene, manager):
    entry = scene.entry("A")

    def give():
        assign_reviewer(entry=entry, reviewer=scene.panel[0], by=manager, at=now())

    assert refused(run_together(give, give)) == []
    assert Assignment.objects.count() == 1
