"""Recusal: what is seen of it, and what no longer is."""

import pytest
from django.urls import reverse

from portal.assessment.actions.assignments import assign_reviewer
from portal.assessment.actions.recusals import exclude_reviewer, lift_recusal, recuse_reviewer
from portal.assessment.actions.reviews import save_review_draft
from portal.assessment.errors import NotYourEntry
from portal.assessment.models import Recusal
from portal.assessment.queries.entries import assigned_entries, visible_to
from portal.assessment.queries.queue import queue_of
from portal.assessment.queries.ranking import ranking
from portal.assessment.queries.reviews import reviews_of
from portal.audit.models import AuditEvent
from portal.core.clock import now
from portal.core.errors import AlreadyDone, NotAllowed
from tests.factories.people import ManagerFactory, UserFactory


def test_who_is_recused_twice_is_recused_once(scene):
    entry, juror = scene.entry("A", scene.panel[0]), scene.panel[0]
    first = recuse_reviewer(entry=entry, reason="family", note=" My cousin ", by=juror, at=now())
    assert recuse_reviewer(entry=entry, reason="family", by=juror, at=now()) == first
    with pytest.raises(AlreadyDone, match="My cousin"):
        recuse_reviewer(entry=entry, reason="other", by=juror, at=now())
    assert (first.origin, first.reason, first.note) == ("declared", "family", "My cousin")
    record = AuditEvent.objects.get(verb="assessment.recuse_reviewer")
    assert "cousin" not in record.body


def test_the_entry_and_its_reviews_are_gone_for_who_was_recused(scene, client):
    entry, juror = scene.entry("A", *scene.panel[:2]), scene.panel[0]
    scene.submit(entry, scene.panel[1], 5, 5, comment="Secret verdict")
    scene.submit(entry, juror, 2, 2)
    assert len(reviews_of(entry, juror, now())) == 2
    recuse_reviewer(entry=entry, reason="family", by=juror, at=now())
    assert reviews_of(entry, juror, now()) == []
    assert not assigned_entries(juror, now()).exists()
    assert not len(queue_of(juror, now()))
    client.force_login(juror)
    assert client.get(reverse("assessment:review", args=[entry.uuid])).status_code == 404
    assert client.get(reverse("assessment:recuse_reviewer", args=[entry.uuid])).status_code == 404
    assert client.post(reverse("assessment:draft", args=[entry.uuid]), {"version": 1}).status_code == 404
    with pytest.raises(NotYourEntry):
        save_review_draft(entry=entry, answers=scene.answers(5), version=9, by=juror, at=now())


def test_what_they_wrote_no_longer_counts(scene):
    entry, juror = scene.entry("A", *scene.panel[:2]), scene.panel[0]
    scene.submit(entry, juror, 1, 1)
    scene.submit(entry, scene.panel[1], 5, 5)
    recuse_reviewer(entry=entry, reason="family", by=juror, at=now())
    line = ranking(scene.round)[0]
    assert (line.submitted, line.thousandths) == (1, 100_000)
    assert entry.reviews.get(reviewer=juror).state == "set_aside"


def test_nobody_is_recused_from_what_was_never_theirs(scene):
    entry = scene.entry("A", scene.panel[1])
    for stranger in (scene.panel[0], UserFactory()):
        with pytest.raises(NotYourEntry):
            recuse_reviewer(entry=entry, reason="family", by=stranger, at=now())


def test_the_secretariat_excludes_someone_who_was_not_given_it(scene, manager):
    entry = scene.entry("A")
    first = exclude_reviewer(entry=entry, reviewer=scene.panel[0], reason="interest", by=manager, at=now())
    assert exclude_reviewer(entry=entry, reviewer=scene.panel[0], reason="interest", by=manager, at=now()) == first
    assert first.origin == "excluded"
    with pytest.raises(NotAllowed):
        exclude_reviewer(entry=entry, reviewer=scene.panel[1], reason="other", by=scene.panel[0], at=now())


def test_a_manager_who_is_recused_sees_the_entry_nowhere(scene, client):
    manager = ManagerFactory()
    entry, other = scene.entry("Theirs", scene.panel[0]), scene.entry("Other", scene.panel[0])
    scene.submit(entry, scene.panel[0], 5, 5, comment="Leaky words")
    exclude_reviewer(entry=entry, reviewer=manager, reason="family", by=ManagerFactory(), at=now())
    assert list(visible_to(manager, now())) == [other]
    assert reviews_of(entry, manager, now()) == []
    masked = next(line for line in ranking(scene.round, viewer=manager, at=now()) if line.masked)
    assert (masked.title, masked.points, masked.rank) == ("", None, None)
    client.force_login(manager)
    address = reverse("assessment_round:entry", args=[scene.round.uuid, entry.uuid])
    assert client.get(address).status_code == 404
    for name in ("coverage", "ranking", "scores"):
        response = client.get(reverse(f"assessment_round:{name}", args=[scene.round.uuid]))
        page = b"".join(response.streaming_content if response.streaming else [response.content]).decode()
        assert "Theirs" not in page
        assert "100.0" not in page
        assert "Leaky words" not in page


def test_a_lifted_recusal_brings_the_draft_back_once_it_is_given_again(scene, manager):
    entry, juror = scene.entry("A", scene.panel[0]), scene.panel[0]
    scene.submit(entry, juror, 4, 4, comment="Kept")
    recusal = recuse_reviewer(entry=entry, reason="other", by=juror, at=now())
    with pytest.raises(NotAllowed):
        lift_recusal(recusal=recusal, by=juror, at=now())
    for _time in range(2):
        lift_recusal(recusal=recusal, by=manager, at=now())
    assert AuditEvent.objects.filter(verb="assessment.lift_recusal").count() == 1
    assert not assigned_entries(juror, now()).exists()
    assign_reviewer(entry=entry, reviewer=juror, by=manager, at=now())
    review = entry.reviews.get()
    assert (review.state, review.comment) == ("draft", "Kept")


def test_nobody_lifts_their_own_recusal(scene):
    manager = ManagerFactory()
    recusal = exclude_reviewer(entry=scene.entry("A"), reviewer=manager, reason="family", by=ManagerFactory(), at=now())
    with pytest.raises(NotAllowed):
        lift_recusal(recusal=recusal, by=manager, at=now())
    assert Recusal.objects.get().lifted_at is None
