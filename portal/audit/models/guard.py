"""The triggers that make the record append-only, for SQLite and PostgreSQL.

They are not in a migration: SQLite drops a table's triggers when a later migration remakes the table, so `install` runs
after every `migrate`. What each one refuses:

* UPDATE of entries, seals, segments and drops: always.
* DELETE of entries and seals: unless their segment stands in the table of drops. DELETE of segments and drops: always.
* INSERT over an existing row (SQLite's `INSERT OR REPLACE` deletes without firing a delete trigger).
* INSERT of a drop: unless the segment exists and the database's own clock has passed its `keep_until`.
* TRUNCATE (PostgreSQL): always. The triggers are ENABLE ALWAYS, so `session_replication_role` does not silence them.
"""

# The statements are built from the constants of this file only.
# ruff: noqa: S608

from django.db import connections

ENTRY, SEAL, SEGMENT, DROP = "audit_auditevent", "audit_seal", "audit_segment", "audit_drop"
TABLES = (ENTRY, SEAL, SEGMENT, DROP)

MAY_GO = {
    ENTRY: f"EXISTS (SELECT 1 FROM {SEAL} s JOIN {DROP} d ON d.segment = s.segment WHERE s.entry = OLD.id)",
    SEAL: f"EXISTS (SELECT 1 FROM {DROP} d WHERE d.segment = OLD.segment)",
}
TAKEN = {
    ENTRY: f"EXISTS (SELECT 1 FROM {ENTRY} WHERE id = NEW.id)",
    SEAL: f"EXISTS (SELECT 1 FROM {SEAL} WHERE id = NEW.id OR entry = NEW.entry"
    " OR (segment = NEW.segment AND position = NEW.position))",
    SEGMENT: f"EXISTS (SELECT 1 FROM {SEGMENT} WHERE number = NEW.number)",
    DROP: f"EXISTS (SELECT 1 FROM {DROP} WHERE id = NEW.id OR segment = NEW.segment)",
}
CLOCK = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "clock_timestamp()"}


def _past_term(vendor: str) -> str:
    return f"EXISTS (SELECT 1 FROM {SEGMENT} g WHERE g.number = NEW.segment AND g.keep_until <= {CLOCK[vendor]})"


def _message(table: str, what: str) -> str:
    return f"{table} is append-only: {what} refused"


def sqlite_statements() -> list[str]:
    """CREATE TRIGGER statements for SQLite, each after the DROP that lets it be made again."""
    rows = []
    for table in TABLES:
        rows.append((table, "update", "BEFORE UPDATE", "1"))
        rows.append((table, "delete", "BEFORE DELETE", f"NOT {MAY_GO[table]}" if table in MAY_GO else "1"))
        rows.append((table, "replace", "BEFORE INSERT", TAKEN[table]))
    rows.append((DROP, "term", "BEFORE INSERT", f"NOT {_past_term('sqlite')}"))
    statements = []
    for table, what, when, condition in rows:
        statements.append(f"DROP TRIGGER IF EXISTS {table}_no_{what}")
        statements.append(
            f"CREATE TRIGGER {table}_no_{what} {when} ON {table} FOR EACH ROW WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{_message(table, what)}'); END"
        )
    return statements


def postgresql_statements() -> list[str]:
    """CREATE FUNCTION and CREATE TRIGGER statements for PostgreSQL, each after the DROP that lets it be made again."""
    statements = [
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, lower(TG_OP) "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$",
    ]
    for table, condition in MAY_GO.items():
        statements.append(
            f"CREATE OR REPLACE FUNCTION {table}_may_go() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RETURN OLD; END IF; "
            f"RAISE EXCEPTION '{_message(table, 'delete')}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    statements.append(
        f"CREATE OR REPLACE FUNCTION {DROP}_past_term() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {_past_term('postgresql')} THEN RETURN NEW; END IF; "
        f"RAISE EXCEPTION '{_message(DROP, 'term')}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table in TABLES:
        delete = f"{table}_may_go()" if table in MAY_GO else "audit_refuse()"
        statements += _postgresql_trigger(table, "update", "BEFORE UPDATE", "ROW", "audit_refuse()")
        statements += _postgresql_trigger(table, "delete", "BEFORE DELETE", "ROW", delete)
        statements += _postgresql_trigger(table, "truncate", "BEFORE TRUNCATE", "STATEMENT", "audit_refuse()")
    statements += _postgresql_trigger(DROP, "term", "BEFORE INSERT", "ROW", f"{DROP}_past_term()")
    return statements


def _postgresql_trigger(table: str, what: str, when: str, each: str, function: str) -> list[str]:
    name = f"{table}_no_{what}"
    return [
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} {when} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
    ]


STATEMENTS = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}


def expected_triggers(vendor: str) -> set[str]:
    """Names of the triggers that must stand."""
    last = "replace" if vendor == "sqlite" else "truncate"
    return {f"{table}_no_{what}" for table in TABLES for what in ("update", "delete", last)} | {f"{DROP}_no_term"}


def missing_triggers(using: str = "default") -> list[str]:
    """Names of the triggers that should stand and don't (or, on PostgreSQL, that someone disabled)."""
    connection = connections[using]
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A'"
        " AND tgrelid::regclass::text LIKE 'audit\\_%%'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query.replace("%%", "%"))
        existing = {name for (name,) in cursor.fetchall()}
    return sorted(expected_triggers(connection.vendor) - existing)


def install(using: str = "default") -> None:
    """(Re)make every trigger. Does nothing while the tables aren't there (before the first migration, after the last
    was taken back)."""
    connection = connections[using]
    if not set(TABLES) <= set(connection.introspection.table_names()):
        return
    with connection.cursor() as cursor:
        for statement in STATEMENTS[connection.vendor]():
            cursor.execute(statement)
