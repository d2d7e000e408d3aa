"""Both databases refuse to alter, delete, replace or truncate what was recorded."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from portal.audit.actions.sealing import seal_events
from portal.audit.models import AuditEvent, Drop, Seal, Segment, guard
from tests.portal.audit.support import LONG_AGO, NOON, execute, unguarded, write

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def sealed():
    write(3)
    seal_events(at=NOON)


def refused(sql, *values):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        execute(sql, *values)


@pytest.mark.parametrize("table", [guard.ENTRY, guard.SEAL, guard.SEGMENT])
def test_altering_and_deleting_are_refused(sealed, table):
    column = {guard.ENTRY: "verb", guard.SEAL: "digest", guard.SEGMENT: "root"}[table]
    refused(f"UPDATE {table} SET {column} = 'x'")
    refused(f"DELETE FROM {table}")


def test_the_orm_is_refused_alike(sealed):
    for attempt in (
        lambda: AuditEvent.objects.update(verb="x"),
        lambda: AuditEvent.objects.all().delete(),
        lambda: AuditEvent.objects.first().delete(),
        lambda: Seal.objects.first().save(),
        lambda: Segment.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attempt()
    assert AuditEvent.objects.count() == 3


@pytest.mark.postgresql
@pytest.mark.parametrize("table", guard.TABLES)
def test_truncating_is_refused(sealed, table):
    refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.postgresql
def test_the_triggers_fire_in_the_role_of_a_replica_too(sealed):
    execute("SET LOCAL session_replication_role = replica")
    refused("DELETE FROM audit_auditevent")


@pytest.mark.postgresql
def test_inserting_over_an_entry_is_refused(sealed):
    refused(
        "INSERT INTO audit_auditevent SELECT * FROM audit_auditevent ORDER BY id LIMIT 1"
        " ON CONFLICT (id) DO UPDATE SET verb = 'x'"
    )


@pytest.mark.sqlite
@pytest.mark.parametrize("table", [guard.ENTRY, guard.SEAL, guard.SEGMENT])
def test_replacing_a_row_is_refused(sealed, table):
    refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")


@pytest.mark.sqlite
def test_replacing_a_seal_by_the_entry_it_is_for_is_refused(sealed):
    refused(
        "INSERT OR REPLACE INTO audit_seal"
        " SELECT id + 1000, entry, segment, position + 9, digest, chain FROM audit_seal"
    )


def test_a_permit_to_drop_is_refused_before_the_term_is_over(sealed):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Drop.objects.create(segment=1, at=NOON)


def test_a_permit_to_drop_is_refused_for_a_segment_that_is_not_there():
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Drop.objects.create(segment=7, at=NOON)


def test_a_permit_opens_its_own_segment_and_no_other():
    write(1, at=LONG_AGO)
    seal_events(at=LONG_AGO)
    kept = write(1, at=LONG_AGO)
    seal_events(at=LONG_AGO)
    unsealed = write(1, at=LONG_AGO)
    Drop.objects.create(segment=1, at=NOON)
    refused("DELETE FROM audit_auditevent WHERE id = %s", kept[0].pk)
    refused("DELETE FROM audit_auditevent WHERE id = %s", unsealed[0].pk)
    refused("UPDATE audit_auditevent SET verb = 'x'")
    refused("UPDATE audit_drop SET segment = 2")
    refused("DELETE FROM audit_drop")


def test_every_trigger_stands_after_migrating():
    assert guard.missing_triggers() == []


def test_migrate_puts_back_what_was_taken_away():
    with unguarded():
        assert set(guard.missing_triggers()) == guard.expected_triggers(connection.vendor)
        call_command("migrate", verbosity=0)
        assert guard.missing_triggers() == []


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_migration_that_remakes_the_table_loses_the_triggers_and_migrate_puts_them_back():
    write(1)
    field = models.CharField(max_length=200)
    field.set_attributes_from_name("verb")
    with connection.schema_editor() as editor:
        editor.alter_field(AuditEvent, AuditEvent._meta.get_field("verb"), field, strict=True)
    assert guard.missing_triggers()
    call_command("migrate", verbosity=0)
    assert guard.missing_triggers() == []
    assert AuditEvent.objects.count() == 1
    refused("DELETE FROM audit_auditevent")


@pytest.mark.postgresql
def test_a_disabled_trigger_counts_as_missing():
    execute("ALTER TABLE audit_auditevent DISABLE TRIGGER audit_auditevent_no_delete")
    assert guard.missing_triggers() == ["audit_auditevent_no_delete"]


def test_without_its_tables_there_is_nothing_to_guard(monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", lambda: ["audit_auditevent"])
    monkeypatch.setattr(guard, "STATEMENTS", {})
    guard.install()
