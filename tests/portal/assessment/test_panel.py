"""Who sits on a panel."""

import pytest

from portal.assessment.actions.assignments import assign_reviewer
from portal.assessment.actions.panel import (
    add_panel_member,
    add_panel_member_by_email,
    finish_round,
    remove_panel_member,
    resume_member,
)
from portal.assessment.actions.reviews import save_review_draft, submit_review
from portal.assessment.errors import Finished, NotAllDone, RoundIsClosed
from portal.assessment.models import PanelMember
from portal.audit.models import AuditEvent
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.mail.models import Letter
from portal.people.models import User
from tests.factories.assessment import RoundFactory
from tests.factories.people import UserFactory


def test_someone_added_twice_sits_once_and_is_told_once(scene, manager):
    juror = UserFactory()
    for _time in range(2):
        add_panel_member(round=scene.round, user=juror, by=manager, at=now())
    assert PanelMember.objects.filter(user=juror).count() == 1
    assert Letter.objects.filter(to_email=juror.email).count() == 1


def test_nobody_is_told_of_a_round_that_is_only_planned(manager):
    juror = UserFactory()
    add_panel_member(round=RoundFactory(), user=juror, by=manager, at=now())
    assert not Letter.objects.exists()


def test_a_closed_round_takes_no_new_members(manager):
    with pytest.raises(RoundIsClosed):
        add_panel_member(round=RoundFactory(closed=True), user=UserFactory(), by=manager, at=now())


def test_a_juror_cannot_seat_a_friend(scene):
    with pytest.raises(NotAllowed):
        add_panel_member(round=scene.round, user=UserFactory(), by=scene.panel[0], at=now())
    with pytest.raises(NotAllowed):
        add_panel_member_by_email(round=scene.round, email="friend@example.org", by=scene.panel[0], at=now())
    assert not User.objects.filter(email="friend@example.org").exists()


def test_an_address_without_account_gets_one(scene, manager):
    member = add_panel_member_by_email(
        round=scene.round, email="New.Juror@Example.org", name="Þóra", by=manager, at=now()
    )
    assert (member.user.email, member.user.name) == ("new.juror@example.org", "Þóra")
    assert add_panel_member_by_email(round=scene.round, email="new.juror@example.org", by=manager, at=now()) == member


def test_who_leaves_gives_back_what_they_had_not_submitted(scene, manager):
    juror = scene.panel[0]
    done, begun = scene.entry("Done", juror), scene.entry("Begun", juror)
    scene.submit(done, juror, 5, 5)
    save_review_draft(entry=begun, answers=scene.answers(1), version=0, by=juror, at=now())
    for _time in range(2):
        remove_panel_member(round=scene.round, user=juror, by=manager, at=now())
    assert [given.entry for given in juror.review_assignments.all()] == [done]
    done.refresh_from_db()
    assert done.submitted == 1
    entry = AuditEvent.objects.get(verb="assessment.remove_panel_member")
    assert entry.data["taken_back"] == 1


def test_who_left_can_come_back(scene, manager):
    juror = scene.panel[0]
    remove_panel_member(round=scene.round, user=juror, by=manager, at=now())
    member = add_panel_member(round=scene.round, user=juror, by=manager, at=now())
    assert member.removed_at is None
    assert PanelMember.objects.filter(user=juror).count() == 1


def test_a_reviewer_closes_their_reviews_once_all_are_submitted(scene):
    juror = scene.panel[0]
    entry = scene.entry("A", juror)
    with pytest.raises(NotAllDone):
        finish_round(round=scene.round, by=juror, at=now())
    review = scene.submit(entry, juror, 3, 3)
    first = finish_round(round=scene.round, by=juror, at=now())
    assert finish_round(round=scene.round, by=juror, at=now()).finished_at == first.finished_at
    with pytest.raises(Finished):
        submit_review(entry=entry, answers=scene.answers(5, 5), version=review.version, by=juror, at=now())


def test_only_a_member_finishes_and_only_the_secretariat_lets_them_go_on(scene, manager):
    juror = scene.panel[0]
    with pytest.raises(NotAllowed):
        finish_round(round=scene.round, by=UserFactory(), at=now())
    scene.submit(scene.entry("A", juror), juror, 3, 3)
    member = finish_round(round=scene.round, by=juror, at=now())
    with pytest.raises(NotAllowed):
        resume_member(member=member, by=juror, at=now())
    for _time in range(2):
        member = resume_member(member=member, by=manager, at=now())
    assert member.finished_at is None
    assert AuditEvent.objects.filter(verb="assessment.resume_member").count() == 1


def test_who_had_finished_and_is_given_more_has_not_finished(scene, manager):
    juror = scene.panel[0]
    scene.submit(scene.entry("A", juror), juror, 3, 3)
    member = finish_round(round=scene.round, by=juror, at=now())
    assign_reviewer(entry=scene.entry("B"), reviewer=juror, by=manager, at=now())
    member.refresh_from_db()
    assert member.finished_at is None
