"""One size of the benchmark, in a process of its own: Django's settings can be read only once.

usage: python -m tests.benchmark.one ANSWER.json FLOOR_MS      (DATABASE_URL and the rest in the environment)
"""

import json
import os
import sys
from pathlib import Path

import django

from tests.benchmark.processes import ended_with_us
from tests.benchmark.server import Server, gunicorn

# A page too long for forty turns is asked for so often.
MAX_TURNS = 3


def count(server: Server, page) -> dict:
    """Queries, rows and bytes of a page, once its worker is warm."""
    last = [server.answered(page.ask, page.expect) for _ in range(1 if page.long else 3)][-1]
    return {"queries": int(last.headers["X-Queries"]), "rows": int(last.headers["X-Rows"]), "bytes": len(last.body)}


def with_memory(page, warm) -> dict:
    """How long a page takes that is asked of a worker of its own, and what that does to the worker's memory."""
    with gunicorn("portal.config.wsgi", os.environ, workers=1) as server:
        server.answered(warm.ask, warm.expect)
        before = server.peak_memory()
        timing = server.time(page.ask, page.expect, turns=MAX_TURNS, warming=0)
        memory = {"memory_before": before, "peak_memory": server.peak_memory()}
    return {"median": timing.median, "p95": timing.p95} | memory


def main(answer: str, floor: float) -> None:
    django.setup()
    from tests.benchmark.pages import pages

    measured = pages()
    long = [page for page in measured if page.long]
    counting = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.benchmark.counting"}
    with gunicorn("portal.config.wsgi", counting, workers=1) as server:
        rows = {page.name: count(server, page) for page in measured}
    with gunicorn("portal.config.wsgi", os.environ) as server:
        for page in measured:
            if not page.long:
                timing = server.time(page.ask, page.expect)
                rows[page.name] |= {"median": timing.median, "p95": timing.p95}
    for page in long:
        rows[page.name] |= with_memory(page, warm=measured[0])
    for row in rows.values():
        row["ratio"] = row["median"] / floor
    Path(answer).write_text(json.dumps(rows))


if __name__ == "__main__":
    with ended_with_us():
        main(sys.argv[1], float(sys.argv[2]))
