"""The triggers that hold what was issued and posted as it is, for SQLite and PostgreSQL.

They are not in a migration: SQLite drops a table's triggers when a later migration remakes the table, so `install` runs
after every `migrate`. An issued invoice keeps its FROZEN columns and its lines and is never deleted; the journal is
append-only.
"""

# The statements are built from the constants of this file only.
# ruff: noqa: S608

from django.db import connections

INVOICE, LINE = "payments_invoice", "payments_invoiceline"
JOURNAL = ("payments_journalentry", "payments_posting")
FROZEN = (
    *("number", "kind", "city_id", "credits_id", "currency", "net_minor", "vat_minor", "total_minor", "issued_on"),
    *("due_on", "period_from", "period_to", "seller_data", "buyer_data", "payment_reference", "exemption", "title"),
)
ISSUED = f"EXISTS (SELECT 1 FROM {INVOICE} i WHERE i.id = OLD.invoice_id AND i.number IS NOT NULL)"
LATE = f"EXISTS (SELECT 1 FROM {INVOICE} i WHERE i.id = NEW.invoice_id AND i.number IS NOT NULL)"


def _rows(vendor: str) -> list[tuple[str, str, str, str]]:
    """Table, what is refused, when, and the condition."""
    text = "{0}::text" if vendor == "postgresql" else "{0}"
    distinct = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    changed = " OR ".join(f"{text.format(f'NEW.{name}')} {distinct} {text.format(f'OLD.{name}')}" for name in FROZEN)
    rows = [
        (INVOICE, "update", "UPDATE", f"OLD.number IS NOT NULL AND ({changed})"),
        (INVOICE, "delete", "DELETE", "OLD.number IS NOT NULL"),
        (LINE, "insert", "INSERT", LATE),
        (LINE, "update", "UPDATE", ISSUED),
        (LINE, "delete", "DELETE", ISSUED),
    ]
    for table in JOURNAL:
        rows += [(table, "update", "UPDATE", "1=1"), (table, "delete", "DELETE", "1=1")]
    return rows


def statements(vendor: str) -> list[str]:
    """What makes the triggers anew on this kind of database."""
    made = []
    for table, what, when, condition in _rows(vendor):
        name, words = f"{table}_no_{what}", f"{table} is issued: {what} refused"
        if vendor == "sqlite":
            made.append(f"DROP TRIGGER IF EXISTS {name}")
            made.append(
                f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
            )
            continue
        answer = "OLD" if when == "DELETE" else "NEW"
        made.append(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            f"RETURN {answer}; END $$"
        )
        made.append(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        made.append(f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
        made.append(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
    return made


def install(using: str = "default") -> None:
    """Makes the triggers anew. Safe at any time."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)
