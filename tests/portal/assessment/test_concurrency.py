"""Two at once, each in a transaction of their own."""

import pytest

from portal.assessment.actions.assignments import assign_reviewer
from portal.assessment.actions.parties import exclude_found_parties
from portal.assessment.actions.reviews import save_review_draft, submit_review
from portal.assessment.errors import HasStake, NotYourEntry
from portal.assessment.models import Assignment, Review
from portal.assessment.queries.entries import assigned_entries
from portal.assessment.sources import Party
from portal.audit.models import AuditEvent
from portal.core.clock import now
from portal.core.errors import EditConflict
from tests.factories.people import PersonFactory, TieFactory
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


def test_given_while_its_reviewer_becomes_a_party_it_opens_for_nobody(scene, manager):
    reviewer, entry = scene.panel[0], scene.entry("A")

    def give():
        assign_reviewer(entry=entry, reviewer=reviewer, by=manager, at=now())

    def become_a_party():
        TieFactory(person=PersonFactory(user=reviewer), kind="fake.body", target=entry.subject_uuid)

    scene.source.about[entry.subject_uuid] = [Party("fake.body", entry.subject_uuid)]
    assert set(refused(run_together(give, become_a_party))) <= {HasStake}
    assert not assigned_entries(reviewer, now()).exists()
    with pytest.raises(NotYourEntry):
        save_review_draft(entry=entry, answers=scene.answers(5, 5), version=0, by=reviewer, at=now())


def test_found_twice_at_once_a_party_is_recused_once(scene):
    reviewer = scene.panel[0]
    entry = scene.entry("A", reviewer)
    scene.source.about[entry.subject_uuid] = [Party("people.user", reviewer.uuid)]

    def find():
        return exclude_found_parties(round=scene.round, at=now())

    assert sorted(run_together(find, find)) == [0, 1]
    assert AuditEvent.objects.filter(verb="assessment.exclude_party").count() == 1
