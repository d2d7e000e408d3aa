from datetime import timedelta

import pytest

from grants.models import Application
from pioneers.actions.editions import plan_jury
from pioneers.models import Candidacy, Nomination
from portal.assessment.models import Review, Score
from portal.assessment.queries.recusals import recused_subjects
from portal.core import clock
from portal.demo.bulk import make_bulk
from portal.demo.bulk.people import MANAGER_ADDRESS
from portal.people.models import User
from tests.factories.people import ManagerFactory
from tests.factories.pioneers import EditionFactory

# The bulk is for `make bench`, which runs on PostgreSQL.
pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def facts():
    """What a reader of the bulk would notice, without keys and instants."""
    return (
        list(Application.objects.order_by("reference").values_list("reference", "title", "sought_minor")),
        list(Nomination.objects.order_by("reference").values_list("reference", "nominee_name", "did")),
        sorted(Score.objects.values_list("review__entry__reference", "criterion__position", "value")),
    )


def test_each_application_and_nomination_is_assessed_three_times():
    made = make_bulk(applications=12, nominations=11, reviewers_wanted=5, at=clock.now())
    assert (made.applications, made.nominations, made.reviewers) == (12, 11, 5)
    assert Application.objects.count() == 12
    assert Nomination.objects.count() == Candidacy.objects.count() == 11
    assert Review.objects.count() == 3 * (12 + 11)


def test_a_second_run_adds_only_what_is_missing():
    at = clock.now()
    make_bulk(applications=5, nominations=5, reviewers_wanted=4, at=at)
    before = facts()
    made = make_bulk(applications=5, nominations=5, reviewers_wanted=4, at=at)
    assert (made.applications, made.nominations, made.reviewers) == (0, 0, 0)
    assert facts() == before
    assert make_bulk(applications=7, nominations=6, reviewers_wanted=4, at=at).applications == 2


def test_a_jury_that_was_planned_already_reads_the_bulk():
    at = clock.now()
    edition = EditionFactory(state="announced")
    planned = plan_jury(edition=edition, due_at=edition.reveal_at - timedelta(days=9), by=ManagerFactory(), at=at)
    make_bulk(applications=1, nominations=2, reviewers_wanted=3, at=at)
    assert Review.objects.filter(entry__round=planned).count() == 3 * 2


def test_its_manager_may_read_all_of_it():
    at = clock.now()
    make_bulk(applications=3, nominations=3, reviewers_wanted=3, at=at)
    manager = User.objects.get(email=MANAGER_ADDRESS)
    for kind, model in (("grants.application", Application), ("pioneers.candidacy", Candidacy)):
        assert not recused_subjects(manager, kind, list(model.objects.values_list("uuid", flat=True)), at)
