"""Counts what a page costs: SQL queries, and rows the database handed over."""

from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.test.utils import CaptureQueriesContext


@dataclass
class Cost:
    queries: int = 0
    rows: int = 0
    statements: tuple = ()


class _CountingCursor:
    def __init__(self, cursor, cost):
        self._cursor, self._cost = cursor, cost

    def fetchone(self):
        row = self._cursor.fetchone()
        self._cost.rows += row is not None
        return row

    def fetchmany(self, *args):
        rows = self._cursor.fetchmany(*args)
        self._cost.rows += len(rows)
        return rows

    def fetchall(self):
        rows = self._cursor.fetchall()
        self._cost.rows += len(rows)
        return rows

    def __iter__(self):
        for row in self._cursor:
            self._cost.rows += 1
            yield row

    def __getattr__(self, name):
        return getattr(self._cursor, name)


@contextmanager
def measured():
    """`with measured() as cost:` … then `cost.queries`, `cost.rows` and `cost.statements`."""
    cost = Cost()
    make = connection.make_cursor, connection.make_debug_cursor

    def counting(factory):
        def make_cursor(cursor):
            wrapper: CursorWrapper = factory(_CountingCursor(cursor, cost))
            return wrapper

        return make_cursor

    connection.make_cursor, connection.make_debug_cursor = counting(make[0]), counting(make[1])
    try:
        with CaptureQueriesContext(connection) as captured:
            yield cost
    finally:
        del connection.make_cursor, connection.make_debug_cursor
    cost.queries, cost.statements = len(captured), tuple(query["sql"] for query in captured.captured_queries)


def assert_flat(another, visit) -> None:
    """That `visit` asks as many queries of three rows as of one; `another` makes a row. What is cached after the first
    visit does not count."""
    another()
    visit()
    with measured() as one:
        visit()
    another()
    another()
    with measured() as three:
        visit()
    assert three.queries == one.queries, "\n".join(three.statements)
