"""References people quote: `NP26-0042`."""

from django.db import connection, transaction

from portal.audit.models import Counter


def next_reference(prefix: str) -> str:
    """The next reference under `prefix` (one per edition or call): `next_reference("NP26")` → `"NP26-0042"`.

    The counter's row stays locked until the action's transaction ends, so two can never get the same number and a
    rolled-back one leaves no gap. Outside a transaction it raises TransactionManagementError.
    """
    return f"{prefix}-{next_number(prefix):04d}"


def next_number(name: str) -> int:
    """One more than the last number given under `name`, in one statement on either database."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a reference is taken inside the action's transaction")
    table = Counter._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (name, value) VALUES (%s, 1) "  # noqa: S608 - the table's own name
            f"ON CONFLICT (name) DO UPDATE SET value = {table}.value + 1 RETURNING value",
            [name],
        )
        return cursor.fetchone()[0]
