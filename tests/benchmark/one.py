"""One size of the benchmark, in a process of its own: Django's settings can be read only once.

usage: python -m tests.benchmark.one SIZE FLOOR_MS      (DATABASE_URL and the rest in the environment)
"""

import json
import os
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[2]


def main(size: int, floor: float) -> None:
    django.setup()
    from tests.bench import count
    from tests.benchmark.pages import pages
    from tests.benchmark.server import gunicorn

    rows: dict[str, dict] = {}
    measured = pages()
    counting = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.benchmark.counting"}
    with gunicorn("portal.config.wsgi", counting, workers=1) as server:
        for page in measured:
            rows[page.name] = count(server, page)
    with gunicorn("portal.config.wsgi", dict(os.environ)) as server:
        for page in measured:
            timing = server.time(page.ask, requests=1 if page.once else None)
            rows[page.name] |= {"median": timing.median, "p95": timing.p95, "ratio": timing.median / floor}
            if page.once:
                rows[page.name]["peak_memory"] = server.peak_memory()
    (ROOT / "var" / f"bench-{size}.json").write_text(json.dumps(rows))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
