"""An object's history reads as words, by people with names as long as their keys are kept."""

from datetime import timedelta

import pytest
from django.db import models

from portal.audit import labels
from portal.audit.actions.erasure import erase_keys
from portal.audit.actions.events import log_event
from portal.audit.erasure import subject_of
from portal.audit.labels import known_verbs, register_actor_labels, register_verbs, verb_label
from portal.audit.models import AuditEvent, Pseudonym
from portal.audit.queries.history import history_of
from tests.factories.people import PersonFactory, UserFactory
from tests.portal.audit.support import NOON, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_labels(monkeypatch):
    monkeypatch.setattr(labels, "_verbs", dict(labels._verbs))
    monkeypatch.setattr(labels, "_actors", {})


def test_the_newest_line_comes_first():
    nominee = PersonFactory()
    log_event(verb="tests.submit", about=nominee, at=NOON)
    log_event(verb="tests.accept", about=nominee, at=NOON + timedelta(days=1))
    assert [line.verb for line in history_of(nominee)] == ["tests.accept", "tests.submit"]


def test_other_objects_are_left_out():
    one, other = PersonFactory(), PersonFactory()
    log_event(verb="tests.submit", about=other, at=NOON)
    assert history_of(one) == []


def test_actors_are_named():
    about = PersonFactory()
    log_event(verb="tests.act", by=UserFactory(name="Anna"), about=about, at=NOON)
    log_event(verb="tests.act", by=PersonFactory(), about=about, at=NOON)
    log_event(verb="tests.open", about=about, at=NOON)
    system, person, anna = history_of(about)
    assert (system.by_label, anna.by_label) == ("the system", "Anna")
    assert person.by_label


def test_apps_may_say_how_those_who_act_are_called():
    anna, about = UserFactory(), PersonFactory()
    register_actor_labels("people.user", lambda uuids: dict.fromkeys(uuids, "A. of the secretariat"))
    log_event(verb="tests.act", by=anna, about=about, at=NOON)
    assert history_of(about)[0].by_label == "A. of the secretariat"


def test_whose_key_was_erased_is_nobody_in_particular():
    anna, about = UserFactory(name="Anna"), PersonFactory()
    log_event(verb="tests.act", by=anna, about=about, at=NOON)
    erase_keys(subject_of(anna))
    assert history_of(about)[0].by_label == "someone erased"


def test_who_acted_under_a_kind_that_is_gone_is_nobody_in_particular():
    about = PersonFactory()
    entry = log_event(verb="tests.act", by=UserFactory(), about=about, at=NOON)
    Pseudonym.objects.filter(token=entry.actor).update(kind="people.gone")
    assert history_of(about)[0].by_label == "someone erased"


def test_both_pseudonyms_of_one_object_are_followed():
    about = PersonFactory()
    log_event(verb="tests.first", about=about, at=NOON)
    second = Pseudonym.objects.create(kind="people.person", subject=about.uuid)
    AuditEvent.objects.create(at=NOON, verb="tests.second", object_kind="people.person", object=second.token, salt="0")
    assert [line.verb for line in history_of(about)] == ["tests.second", "tests.first"]


def test_verbs_read_as_words():
    register_verbs({"tests.submit": "Nomination submitted"})
    about = PersonFactory()
    log_event(verb="tests.submit", about=about, at=NOON)
    log_event(verb="tests.take_back", about=about, at=NOON)
    assert [line.label for line in history_of(about)] == ["Take back", "Nomination submitted"]
    assert "tests.submit" in known_verbs()
    assert verb_label("audit.erase_person") == "Erasure"


def test_one_line_or_three_cost_the_same(cost):
    about, users = PersonFactory(), [UserFactory() for _ in range(3)]
    write(1, by=users[0], about=about)
    with cost() as one:
        history_of(about)
    for user in users:
        write(1, by=user, about=about)
    with cost() as many:
        assert len(history_of(about)) == 4
    assert many.queries == one.queries
    with cost() as first:
        history_of(about, limit=1)
    assert first.rows < many.rows


def test_entries_are_called_by_number_and_verb():
    [entry] = write(1)
    assert str(entry) == f"#{entry.pk} tests.touch"
    assert isinstance(AuditEvent._meta.get_field("body"), models.TextField)
