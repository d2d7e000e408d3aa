"""Each entry is sealed exactly once, into chained segments whose roots are published."""

import json
import logging
import threading

import pytest
from django.db import connection, transaction

from portal.audit.actions import sealing
from portal.audit.actions.events import log_event
from portal.audit.actions.sealing import seal_events
from portal.audit.hashing import chain_link, entry_digest, first_link, segment_root
from portal.audit.models import AuditEvent, Seal, Segment
from portal.audit.queries.verification import verify
from tests.factories.people import UserFactory
from tests.portal.audit.support import NOON, write
from tests.support.concurrency import PATIENCE

pytestmark = pytest.mark.django_db
ON_POSTGRESQL = connection.vendor == "postgresql"
# SQLite lets one writer in at a time and has the others poll: many only wait.
WRITERS, SEALERS, EACH = (20, 4, 10) if ON_POSTGRESQL else (5, 1, 4)


def test_what_is_not_sealed_yet_is_sealed_once():
    write(3)
    [segment] = seal_events(at=NOON)
    assert (segment.number, segment.size) == (1, 3)
    assert str(segment).startswith("1 ")
    assert str(Seal.objects.order_by("position").first()) == "1/1"
    assert seal_events(at=NOON) == []
    assert Seal.objects.count() == 3


def test_a_root_commits_to_every_entry_in_order_and_to_the_segment_before():
    first, second = write(2)
    [one] = seal_events(at=NOON)
    link = first_link(1, "")
    for position, entry in enumerate([first, second], start=1):
        entry.refresh_from_db()
        link = chain_link(link, position, entry.pk, entry_digest(entry))
    assert one.root == segment_root(1, "", 2, one.keep_until, link)
    write(1)
    [two] = seal_events(at=NOON)
    assert two.previous_root == one.root


def test_equal_entries_have_unequal_hashes_so_that_none_can_be_guessed():
    about = UserFactory()
    with transaction.atomic():
        twins = [log_event(verb="tests.same", about=about, at=NOON) for _ in range(2)]
    assert entry_digest(twins[0]) != entry_digest(twins[1])


def test_a_long_stretch_is_sealed_in_several_segments(monkeypatch):
    monkeypatch.setattr(sealing, "MOST", 4)
    write(9)
    assert [segment.size for segment in seal_events(at=NOON)] == [4, 4, 1]
    assert verify().findings == []


def test_a_full_segment_with_nothing_after_it_ends_the_round(monkeypatch):
    monkeypatch.setattr(sealing, "MOST", 4)
    write(4)
    assert len(seal_events(at=NOON)) == 1


def test_an_entry_below_those_already_sealed_is_sealed_too():
    """Keys are given out before transactions end: what commits late has a lower key than what is sealed already."""
    entries = write(3)
    AuditEvent.objects.bulk_create(
        [
            AuditEvent(
                pk=entries[0].pk - 1, at=NOON, verb="tests.late", object_kind="x", object=entries[0].object, salt="0"
            )
        ]
    )
    seal_events(at=NOON)
    late = AuditEvent(
        pk=entries[0].pk - 2, at=NOON, verb="tests.later", object_kind="x", object=entries[0].object, salt="0"
    )
    AuditEvent.objects.bulk_create([late])
    [segment] = seal_events(at=NOON)
    assert segment.size == 1
    assert verify().findings == []


def test_the_root_goes_to_the_log_once_committed(django_capture_on_commit_callbacks, caplog):
    write(2)
    logger = logging.getLogger("portal.audit")
    logger.addHandler(caplog.handler)
    try:
        with caplog.at_level(logging.INFO, "portal.audit"):
            with django_capture_on_commit_callbacks() as callbacks:
                [segment] = seal_events(at=NOON)
            assert caplog.messages == []
            for callback in callbacks:
                callback()
    finally:
        logger.removeHandler(caplog.handler)
    said = json.loads(caplog.messages[0])
    assert (said["sealed_segment"], said["root"], said["size"]) == (1, segment.root, 2)


def test_the_cost_of_sealing_does_not_grow_with_what_is_sealed_already(cost):
    write(1)
    with cost() as first:
        seal_events(at=NOON)
    write(1)
    with cost() as second:
        seal_events(at=NOON)
    assert second.queries == first.queries


def in_threads(*targets):
    """Run each function in a thread of its own with its own connection; raise what any of them raised."""
    trouble = []

    def run(target):
        try:
            target()
        except BaseException as error:
            trouble.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(target,)) for target in targets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if trouble:
        raise trouble[0]


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_leave_every_entry_sealed_exactly_once(monkeypatch):
    """Twenty writers and four sealers together on PostgreSQL."""
    monkeypatch.setattr(sealing, "MOST", 7)
    users = [UserFactory() for _ in range(3)]
    start = threading.Barrier(WRITERS + SEALERS)

    def writer(number):
        def work():
            start.wait(PATIENCE)
            for _ in range(EACH):
                with transaction.atomic():
                    log_event(verb="tests.act", by=users[number % 3], about=users[(number + 1) % 3], at=NOON)

        return work

    def sealer():
        start.wait(PATIENCE)
        for _ in range(EACH):
            seal_events(at=NOON)

    in_threads(*[writer(number) for number in range(WRITERS)], *[sealer] * SEALERS)
    seal_events(at=NOON)
    assert AuditEvent.objects.count() == Seal.objects.count() == WRITERS * EACH
    assert set(Seal.objects.values_list("entry", flat=True)) == set(AuditEvent.objects.values_list("pk", flat=True))
    result = verify()
    assert (result.findings, result.entries, result.unsealed) == ([], WRITERS * EACH, 0)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_an_entry_committed_after_a_later_one_was_sealed_is_not_lost():
    users = [UserFactory(), UserFactory()]
    written, may_commit = threading.Event(), threading.Event()
    keys = []

    def slow():
        with transaction.atomic():
            keys.append(log_event(verb="tests.slow", about=users[0], at=NOON).pk)
            written.set()
            assert may_commit.wait(PATIENCE)

    def quick():
        assert written.wait(PATIENCE)
        with transaction.atomic():
            keys.append(log_event(verb="tests.quick", about=users[1], at=NOON).pk)
        assert [segment.size for segment in seal_events(at=NOON)] == [1]
        may_commit.set()

    in_threads(slow, quick)
    assert keys[0] < keys[1]
    [segment] = seal_events(at=NOON)
    assert segment.size == 1
    assert verify().findings == []
    assert Segment.objects.count() == 2
