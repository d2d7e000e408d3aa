"""Every action leaves one entry, by pseudonym, exactly if its change stands."""

import json
import logging
import uuid
from contextlib import suppress

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from portal.audit.actions.events import NotLoggable, log_event
from portal.audit.models import AuditEvent, Pseudonym
from tests.factories.people import PersonFactory, UserFactory
from tests.portal.audit.support import NOON, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def log():
    """The lines mirrored to the log."""

    class Lines(logging.Handler):
        def __init__(self):
            super().__init__()
            self.lines = []

        def emit(self, line):
            self.lines.append(json.loads(line.getMessage()))

    handler, logger = Lines(), logging.getLogger("portal.audit")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield handler.lines
    logger.removeHandler(handler)
    logger.setLevel(level)


def test_an_entry_names_actor_and_object_by_pseudonyms_and_nothing_personal():
    anna = UserFactory(name="Anna Annasdóttir", email="anna@example.org")
    nominee = PersonFactory(given_name="Þóra", email="thora@example.org")
    entry = log_event(verb="tests.submit", by=anna, about=nominee, at=NOON, data={"state": "submitted"})
    row = str(AuditEvent.objects.values_list().get(pk=entry.pk))
    for personal in ("Anna", "anna@", "Þóra", "thora@", str(anna.uuid), str(nominee.uuid), f"'{anna.pk}'"):
        assert personal not in row
    assert (entry.actor_kind, entry.object_kind) == ("people.user", "people.person")
    assert entry.data == {"state": "submitted"}


def test_someone_keeps_the_same_pseudonym_as_actor_and_as_object():
    anna = UserFactory()
    first = log_event(verb="tests.act", by=anna, about=UserFactory(), at=NOON)
    second = log_event(verb="tests.end", by=None, about=anna, at=NOON)
    assert second.object == first.actor
    assert Pseudonym.objects.filter(subject=anna.uuid).count() == 1


def test_the_system_acts_without_a_pseudonym():
    assert log_event(verb="tests.open", about=UserFactory(), at=NOON).actor is None
    assert log_event(verb="tests.open", by=AnonymousUser(), about=UserFactory(), at=NOON).actor is None


def test_two_keys_of_one_subject_lead_to_the_older_one():
    anna = UserFactory()
    older = Pseudonym.objects.create(kind="people.user", subject=anna.uuid)
    Pseudonym.objects.create(kind="people.user", subject=anna.uuid)
    assert log_event(verb="tests.act", about=anna, at=NOON).object == older.token


def test_an_entry_costs_two_statements_for_a_pair_met_before(cost):
    anna, object_ = UserFactory(), UserFactory()
    log_event(verb="tests.act", by=anna, about=object_, at=NOON)
    with cost() as spent:
        log_event(verb="tests.act", by=anna, about=object_, at=NOON)
    assert spent.queries == 2


@pytest.mark.parametrize("data", [{"at": object()}, {"ratio": float("nan")}, {1: {2: set()}}])
def test_details_that_are_not_plain_json_are_a_programmers_mistake(data):
    with pytest.raises(NotLoggable):
        log_event(verb="tests.act", about=UserFactory(), at=NOON, data=data)


def test_details_may_hold_instants_uuids_and_any_script():
    key = uuid.uuid4()
    entry = log_event(
        verb="tests.act", about=UserFactory(), at=NOON, data={"when": NOON, "key": key, "ord": "ŋ\x00שלום"}
    )
    entry.refresh_from_db()
    assert entry.data == {"when": "2026-09-01T12:00:00Z", "key": str(key), "ord": "ŋ\x00שלום"}


@pytest.mark.parametrize("about", [None, object()])
def test_an_entry_is_about_something_with_a_uuid(about):
    with pytest.raises(NotLoggable):
        log_event(verb="tests.act", about=about, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded():
    about = UserFactory()
    with pytest.raises(transaction.TransactionManagementError):
        log_event(verb="tests.act", about=about, at=NOON)
    assert not AuditEvent.objects.exists()


def test_a_committed_entry_is_mirrored_to_the_log_as_one_line_of_json(log, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        entry = write(1, by=UserFactory(name="Anna"))[0]
    [line] = log
    assert line["record"] == entry.pk
    assert line["verb"] == "tests.touch"
    assert line["actor"] == str(entry.actor)
    assert line["at"] == "2026-09-01T12:00:00.000000+00:00"
    assert line["data"] == {"number": 0}
    assert "Anna" not in str(line)


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_leaves_no_entry_and_no_line(log):
    about = UserFactory()
    with suppress(RuntimeError), transaction.atomic():
        log_event(verb="tests.act", about=about, at=NOON)
        raise RuntimeError
    assert not AuditEvent.objects.exists()
    assert log == []
