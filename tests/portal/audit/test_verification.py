"""verify_audit proves the record untampered, and names the first entry that is not as it was sealed."""

import json

import pytest
from django.core.management import CommandError, call_command

from portal.audit.actions import sealing
from portal.audit.actions.sealing import seal_events
from portal.audit.models import AuditEvent, Seal, Segment, guard
from portal.audit.queries.verification import verify
from tests.portal.audit.support import NOON, execute, unguarded, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(monkeypatch):
    """Nine entries, sealed in three segments of three."""
    monkeypatch.setattr(sealing, "BATCH_SIZE", 3)
    entries = write(9)
    seal_events(at=NOON)
    return entries


def verdict(*args) -> str:
    with pytest.raises(CommandError) as stopped:
        call_command("verify_audit", *args)
    assert stopped.value.returncode == 1
    return str(stopped.value)


def test_an_untampered_record_is_proved_so(entries, capsys):
    write(2)
    call_command("verify_audit")
    said = capsys.readouterr().out
    assert "9 entries in 3 segments are as they were sealed" in said
    assert "2 entries are not sealed yet" in said
    assert Segment.objects.last().root in said


def test_an_empty_record_is_proved_too(capsys):
    call_command("verify_audit")
    assert "0 entries" in capsys.readouterr().out


@pytest.mark.each_value
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("body", '{"number":5}'),
        ("body", '{"number": 4}'),
        ("verb", "tests.Touch"),
        ("at", "2026-09-01 12:04:00.000001+00:00"),
        ("actor_kind", "people.user"),
        ("object_kind", "people.person"),
        ("salt", "0"),
    ],
)
def test_a_changed_byte_is_caught_and_its_entry_named(entries, column, value):
    with unguarded():
        execute(f"UPDATE audit_auditevent SET {column} = %s WHERE id = %s", value, entries[4].pk)
    assert verdict() == f"Event {entries[4].pk} was altered: segment 2, position 2."


def test_an_actor_put_in_someone_elses_place_is_caught(entries):
    with unguarded():
        execute("UPDATE audit_auditevent SET actor = object WHERE id = %s", entries[0].pk)
    assert verdict() == f"Event {entries[0].pk} was altered: segment 1, position 1."


def test_a_deleted_row_is_caught_and_named(entries):
    with unguarded():
        execute("DELETE FROM audit_auditevent WHERE id = %s", entries[7].pk)
    assert verdict() == f"Event {entries[7].pk} is missing: segment 3, position 2."


def test_a_row_deleted_with_its_seal_is_caught(entries):
    with unguarded():
        execute("DELETE FROM audit_auditevent WHERE id = %s", entries[7].pk)
        execute("DELETE FROM audit_seal WHERE entry = %s", entries[7].pk)
    assert verdict() == "An event is missing: segment 3, position 2 has lost its seal."


@pytest.mark.parametrize(("one", "other"), [(3, 4), (1, 7)])
def test_two_swapped_rows_are_caught_and_the_first_named(entries, one, other):
    """Within a segment and across two."""
    one, other = entries[one].pk, entries[other].pk
    with unguarded():
        execute("UPDATE audit_auditevent SET id = -1 WHERE id = %s", one)
        execute("UPDATE audit_auditevent SET id = %s WHERE id = %s", one, other)
        execute("UPDATE audit_auditevent SET id = %s WHERE id = -1", other)
    assert verdict() == f"Event {one} is out of order: it holds what was sealed as another event."


def test_two_swapped_seals_are_caught(entries):
    with unguarded():
        execute("UPDATE audit_seal SET position = 99 WHERE entry = %s", entries[3].pk)
        execute("UPDATE audit_seal SET position = 1 WHERE entry = %s", entries[4].pk)
        execute("UPDATE audit_seal SET position = 2 WHERE entry = %s", entries[3].pk)
    assert verdict() == f"Event {entries[4].pk} is not where it was sealed: segment 2, position 1."


def test_an_entry_smuggled_into_a_segment_is_caught(entries):
    extra = write(1)[0]
    Seal.objects.create(entry=extra.pk, segment=2, position=4, digest="0" * 64, chain="0" * 64)
    assert verdict() == f"Event {extra.pk} was added to segment 2 after it was sealed."


def test_an_altered_root_is_caught(entries):
    with unguarded():
        execute("UPDATE audit_segment SET root = %s WHERE number = 2", "0" * 64)
    assert verdict() == "The root of segment 2 does not match its events."


def test_a_segment_sealed_anew_after_tampering_does_not_fit_the_next_one(entries):
    """Whoever alters an entry and recomputes its whole segment still has every later one against them."""
    with unguarded():
        execute("UPDATE audit_auditevent SET verb = 'x' WHERE id = %s", entries[2].pk)
        execute("DELETE FROM audit_seal WHERE segment = 1")
        execute("DELETE FROM audit_segment WHERE number = 1")
        last = Segment.objects.get(number=3)
        execute("DELETE FROM audit_segment WHERE number IN (2, 3)")
        execute("DELETE FROM audit_seal WHERE segment IN (2, 3)")
        seal_events(at=NOON)
        execute(
            "UPDATE audit_segment SET previous_root = %s, root = %s WHERE number = 3", last.previous_root, last.root
        )
    assert verdict() == "Segment 3 does not follow from the one before it."


def test_a_missing_segment_is_caught(entries):
    with unguarded():
        execute("DELETE FROM audit_segment WHERE number = 2")
    assert verdict() == "Segment 2 is missing."


def test_a_missing_last_segment_is_caught_while_its_seals_are_there(entries):
    with unguarded():
        execute("DELETE FROM audit_segment WHERE number = 3")
    assert verdict() == "Segment 3 is missing."


def test_all_findings_are_named_when_asked(entries):
    with unguarded():
        execute("UPDATE audit_auditevent SET verb = 'x' WHERE id = %s", entries[1].pk)
        execute("DELETE FROM audit_auditevent WHERE id = %s", entries[8].pk)
    lines = verdict("--all").splitlines()
    assert lines == [
        f"Event {entries[1].pk} was altered: segment 1, position 2.",
        f"Event {entries[8].pk} is missing: segment 3, position 3.",
    ]


def test_a_trigger_that_was_taken_away_is_named(entries):
    with unguarded():
        findings = verify(most=99).findings
    assert {finding.kind for finding in findings} == {"guard"}
    assert len(findings) == len(guard.expected_triggers("sqlite"))


class TestAgainstThePublishedRoots:
    """Someone who owns the database can rewrite the whole record; the log is out of their reach."""

    @pytest.fixture
    def published(self, entries, tmp_path):
        path = tmp_path / "log"
        lines = ["something else", '{"not": "a root"}', "{broken", "[1]"]
        for segment in Segment.objects.order_by("number"):
            said = {"sealed_segment": segment.number, "root": segment.root}
            lines.append(f"2026-09-01 INFO portal.audit {json.dumps(said)}")
        path.write_text("\n".join(lines))
        return str(path)

    def test_what_was_published_still_holds(self, published, capsys):
        call_command("verify_audit", "--published", published)
        assert "Newest root" in capsys.readouterr().out

    def test_a_record_rewritten_and_sealed_anew_is_caught(self, entries, published):
        with unguarded():
            execute("UPDATE audit_auditevent SET verb = 'x' WHERE id = %s", entries[0].pk)
            execute("DELETE FROM audit_seal")
            execute("DELETE FROM audit_segment")
        seal_events(at=NOON)
        assert verify().findings == []
        assert verdict("--published", published) == "Segment 1 does not have the root that was published."

    def test_a_record_cut_short_is_caught(self, entries, published):
        with unguarded():
            execute("DELETE FROM audit_auditevent WHERE id > %s", entries[5].pk)
            execute("DELETE FROM audit_seal WHERE segment = 3")
            execute("DELETE FROM audit_segment WHERE number = 3")
        assert verify().findings == []
        assert verdict("--published", published) == "Segment 3 was published and is missing."


def test_what_it_cannot_see_is_a_deletion_before_sealing():
    """docs/audit-log.md says so: only the trigger stands between an unsealed entry and whoever owns the database."""
    entries = write(2)
    with unguarded():
        execute("DELETE FROM audit_auditevent WHERE id = %s", entries[0].pk)
    seal_events(at=NOON)
    assert verify().findings == []
    assert AuditEvent.objects.count() == 1


def test_verifying_costs_the_same_queries_a_segment_whatever_its_size(cost, monkeypatch):
    write(1)
    seal_events(at=NOON)
    with cost() as one:
        verify()
    write(30)
    seal_events(at=NOON)
    with cost() as two:
        verify()
    per_segment = two.queries - one.queries
    write(3)
    seal_events(at=NOON)
    with cost() as three:
        verify()
    assert three.queries - two.queries == per_segment
