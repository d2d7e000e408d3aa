"""What every action does, seen from outside: which rows it locks, and whom the audit log says it was."""

import re
from collections.abc import Callable, Iterable

from portal.audit.models import AuditEvent, Pseudonym

LOCKED = re.compile(r'FROM "(\w+)".* FOR (?:NO KEY )?UPDATE(?: OF "(\w+)")?')


def locked_tables(statements: Iterable[str], *prefixes: str) -> list[str]:
    """The tables whose rows were read under a lock, in order, of those whose names begin with one of `prefixes`."""
    tables = [found[2] or found[1] for sql in statements if (found := LOCKED.search(sql))]
    return [table for table in tables if table.startswith(prefixes)]


def actors_of(verb: str) -> list:
    """The uuids of who did it, one an event; None is the system."""
    tokens = AuditEvent.objects.filter(verb=verb).order_by("id").values_list("actor", flat=True)
    return [token and Pseudonym.objects.get(token=token).subject for token in tokens]


def act_of(action: Callable, made: Callable, noun: str, who: Callable, **arguments) -> Callable:
    """A call of `action` on a record that `made` makes, by whom `who` finds for it: `prepare()` answers both.

    An argument that is a function is asked of the record.
    """

    def prepare():
        record = made()
        given = {name: value(record) if callable(value) else value for name, value in arguments.items()}
        by = who(record)
        return lambda **more: action(**{noun: record}, **given, **more), by

    return prepare
