"""A stake found later: when it counts, what closing fixes, what stays of it, and what is asked only once a page."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.assessment.actions.parties import exclude_found_parties
from portal.assessment.actions.recusals import lift_recusal
from portal.assessment.actions.rounds import close_round
from portal.assessment.models import Recusal
from portal.assessment.queries.ranking import ranking
from portal.assessment.queries.staff import rounds_missing_reviews, rounds_to_close
from portal.assessment.queries.stakes import RESULT_IN_USE
from portal.assessment.sources import Party
from portal.assessment.states import Stake
from portal.assessment.tasks import exclude_parties
from portal.core.clock import now
from portal.core.reading import once_a_reading
from portal.mail.models import Letter
from tests.factories.people import ManagerFactory, PersonFactory, TieFactory


def order(round, **options):
    return [(line.rank, line.reference, line.submitted, line.left_out) for line in ranking(round, **options)]


def reviewed(scene, reference, *points):
    entry = scene.entry(reference, *scene.panel[: len(points)], reference=reference)
    for reviewer, value in zip(scene.panel, points, strict=False):
        scene.submit(entry, reviewer, value, value)
    return entry


def involve(scene, entry, reviewer, **told):
    scene.source.about[entry.subject_uuid] = [Party("people.user", reviewer.uuid, **told)]


@pytest.mark.both
def test_the_ranking_is_of_what_counts(scene):
    first, second = reviewed(scene, "A", 5, 5), reviewed(scene, "B", 4, 4)
    assert order(scene.round) == [(1, "A", 2, 0), (2, "B", 2, 0)]
    entry = reviewed(scene, "C", 1, 5)
    involve(scene, entry, scene.panel[0])
    assert order(scene.round) == [(1, "A", 2, 0), (1, "C", 1, 1), (3, "B", 2, 0)]
    involve(scene, first, scene.panel[0])
    involve(scene, second, scene.panel[1])
    assert [reference for _rank, reference, *_rest in order(scene.round)] == ["A", "C", "B"]
    second.refresh_from_db()
    assert second.submitted == 2  # nothing is written by reading


@pytest.mark.both
def test_an_entry_only_parties_have_reviewed_has_no_points(scene):
    entry = reviewed(scene, "A", 5)
    involve(scene, entry, scene.panel[0])
    assert order(scene.round) == [(None, "A", 0, 1)]


def test_a_round_misses_the_reviews_that_do_not_count(scene, manager):
    entry = reviewed(scene, "A", 5, 5)
    scene.round.due_at = now() - timedelta(minutes=1)
    scene.round.save()
    assert list(rounds_to_close(manager, now())) == [scene.round]
    involve(scene, entry, scene.panel[0])
    assert not rounds_to_close(manager, now())
    assert list(rounds_missing_reviews(manager, now(), now())) == [scene.round]


def test_closing_writes_down_what_is_found_and_what_begins_long_afterwards_changes_nothing(scene, manager):
    entry, other = reviewed(scene, "A", 1, 5), reviewed(scene, "B", 1, 5)
    involve(scene, entry, scene.panel[0], stake=Stake.APPLICANT)
    close_round(round=scene.round, by=manager, at=now())
    scene.source.about.clear()  # whoever stops being a party afterwards did judge their own case
    assert order(scene.round) == [(1, "A", 1, 0), (2, "B", 2, 0)]
    recusal = Recusal.objects.get()
    assert (recusal.origin, recusal.reason, recusal.entry) == ("party", "took_part", entry)
    scene.round.refresh_from_db()
    over = scene.round.closed_at + RESULT_IN_USE
    involve(scene, other, scene.panel[0], since=over + timedelta(days=1))
    assert order(scene.round, at=over + timedelta(days=2))[1] == (2, "B", 2, 0)
    friend = PersonFactory()
    scene.source.about[other.subject_uuid] = [Party("people.person", friend.uuid)]
    years_later = (over + timedelta(days=1)).date()
    tie = TieFactory(person=PersonFactory(user=scene.panel[0]), target=friend.uuid, since=years_later)
    assert order(scene.round, at=over + timedelta(days=2))[1] == (2, "B", 2, 0)
    tie.since = None  # it held while they judged
    tie.save()
    assert order(scene.round)[1] == (1, "B", 1, 1)


def test_who_becomes_a_party_after_closing_counts_no_more_and_staff_are_told(scene, manager):
    entry = reviewed(scene, "A", 1, 5)
    reviewed(scene, "B", 4, 4)
    close_round(round=scene.round, by=manager, at=now())
    scene.round.refresh_from_db()
    assert order(scene.round) == [(1, "B", 2, 0), (2, "A", 2, 0)]
    later = now() + timedelta(days=20)
    involve(scene, entry, scene.panel[0], since=later)
    assert order(scene.round, at=later) == [(1, "A", 1, 1), (2, "B", 2, 0)]
    assert not Letter.objects.exists()
    assert [exclude_parties(later), exclude_parties(later)] == [1, 0]
    entry.refresh_from_db()
    assert (entry.submitted, entry.points) == (1, 100_000)
    letter = Letter.objects.get()
    assert (letter.to_email, letter.template) == (manager.email, "assessment/result_changed")
    assert "50.0" in letter.text
    assert set(entry.reviews.values_list("state", flat=True)) == {"set_aside", "submitted"}  # kept, and marked


def test_the_clock_leaves_a_round_of_long_ago_alone(scene, manager):
    entry = reviewed(scene, "A", 1, 5)
    close_round(round=scene.round, by=manager, at=now())
    involve(scene, entry, scene.panel[0])
    assert exclude_parties(now() + RESULT_IN_USE + timedelta(days=1)) == 0


def test_the_clock_writes_down_what_it_finds(scene):
    entry = reviewed(scene, "A", 1, 5)
    assert exclude_parties(now()) == 0
    involve(scene, entry, scene.panel[0])
    assert exclude_parties(now()) == 1
    entry.refresh_from_db()
    assert (entry.submitted, entry.points) == (1, 100_000)
    scene.source.about.clear()
    assert order(scene.round) == [(1, "A", 1, 0)]


def test_lifting_lets_nobody_judge_while_they_are_a_party(scene, manager):
    entry = reviewed(scene, "A", 5, 5)
    involve(scene, entry, scene.panel[0])
    exclude_found_parties(round=scene.round, at=now())
    lift_recusal(recusal=Recusal.objects.get(), by=manager, at=now())
    scene.give(entry, scene.panel[0])
    assert order(scene.round)[0][2] == 1


def test_it_is_asked_once_a_page_and_anew_for_each_step(scene, client):
    asked = []
    for _time in range(2):
        once_a_reading("key", lambda: asked.append(1))
    assert len(asked) == 2
    manager, entry = ManagerFactory(), reviewed(scene, "A", 5, 5)
    client.force_login(manager)
    page = reverse("assessment_round:entry", args=[scene.round.uuid, entry.uuid])
    assert client.get(page).status_code == 200
    involve(scene, entry, manager)
    assert client.get(page).status_code == 404
