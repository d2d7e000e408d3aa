"""What tests of the record share: entries to write, and the way past its triggers that the database's owner has."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from portal.audit.actions.events import log_event
from portal.audit.models import AuditEvent, guard
from tests.factories.people import UserFactory

NOON = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
LONG_AGO = datetime(2001, 5, 1, 12, 0, tzinfo=UTC)


def write(count: int = 1, *, at: datetime = NOON, by=None, about=None) -> list[AuditEvent]:
    """So many entries, a minute apart."""
    about = about or UserFactory()
    with transaction.atomic():
        return [
            log_event(
                verb="tests.touch", by=by, about=about, at=at + timedelta(minutes=number), data={"number": number}
            )
            for number in range(count)
        ]


def execute(sql: str, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@contextmanager
def unguarded():
    """Without the triggers, as an administrator of the database could be; put back in the end."""
    for name in guard.expected_triggers(connection.vendor):
        table = name.rpartition("_no_")[0]
        on = f" ON {table}" if connection.vendor == "postgresql" else ""
        execute(f"DROP TRIGGER {name}{on}")
    yield
    guard.install()
