"""`make bench`: what each page costs at 1,000 and at 10,000 applications and nominations, three reviews each.

gunicorn with two sync workers, production settings, PostgreSQL. For each page: SQL queries and rows fetched (counted on
a server of their own), bytes, median and 95th percentile of 40 requests one after another, the ratio to a bare Django
project's constant answer measured in the same run, and the growth from the small to the large. Prints a table and
writes var/bench.json.

Everything it starts ends with it, also when it fails, is interrupted, or takes longer than LIMIT.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from tests.benchmark.processes import ended_with_us, run
from tests.benchmark.server import Timing, gunicorn
from tests.support.needs import install_missing
from tests.support.postgres import Cluster

ROOT = Path(__file__).resolve().parents[1]
SIZES = (1_000, 10_000)
REVIEWERS = 30
HEADINGS = ("page", "size", "queries", "rows", "bytes", "median ms", "p95 ms", "× floor", "growth")
# What has not ended by then hangs: seconds. A quiet machine with two cores needs a sixth of it.
LIMIT = 28 * 60


def environment(database_url: str, folder: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": database_url,
        "VAR_DIR": folder,
        "STATIC_ROOT": f"{folder}/static",
        "SECRET_KEY": "only-to-measure-0123456789-abcdefghijklmnopqrstuvwxyz-ABC",
        "ALLOWED_HOSTS": "portal.example.org,127.0.0.1",
        "SITE_URL": "https://portal.example.org",
        "DEFAULT_FROM_EMAIL": "portal@example.org",
        "EMAIL_URL": "smtp://127.0.0.1:2525",
        "DJANGO_SETTINGS_MODULE": "portal.config.settings.production",
    }


class Bench:
    """One run: a cluster of its own, a folder for files, and the time that has passed."""

    def __init__(self, server_url: str, folder: str, floor: Timing):
        self.server_url, self.folder, self.floor = server_url, folder, floor

    def manage(self, database: str, *arguments: str) -> None:
        run(["manage.py", *arguments], environment(f"{self.server_url}/{database}", self.folder))

    def sql(self, database: str, statement: str) -> None:
        with psycopg.connect(f"{self.server_url}/{database}", autocommit=True) as connection:
            connection.execute(statement)

    def prepare(self) -> None:
        """The demo's content, once: each size starts from a copy of it."""
        say("making the demo")
        self.sql("postgres", "CREATE DATABASE bench")
        self.manage("bench", "migrate", "--verbosity=0")
        self.manage("bench", "collectstatic", "--noinput", "--verbosity=0")
        self.manage("bench", "load_demo")

    def measure(self, size: int) -> dict[str, dict]:
        """Fills a database of its own with `size` of everything and asks for every page."""
        database, answer = f"bench_{size}", Path(self.folder) / f"bench-{size}.json"
        say(f"making {size:,} applications and nominations")
        self.sql("postgres", f"CREATE DATABASE {database} TEMPLATE bench")
        self.manage(
            database, "bulk_data", f"--applications={size}", f"--nominations={size}", f"--reviewers={REVIEWERS}"
        )
        # Now rather than by autovacuum amid the measuring.
        self.sql(database, "VACUUM ANALYZE")
        say(f"asking for pages at {size:,}")
        arguments = ["-m", "tests.benchmark.one", str(answer), str(self.floor.median)]
        run(arguments, environment(f"{self.server_url}/{database}", self.folder), quiet=False)
        self.sql("postgres", f"DROP DATABASE {database} WITH (FORCE)")
        return json.loads(answer.read_text())


def say(what: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {what}\n")


def table(found: dict[int, dict[str, dict]]) -> str:
    lines = ["| " + " | ".join(HEADINGS) + " |", "| --- " * len(HEADINGS) + "|"]
    small, large = (found[size] for size in SIZES)
    for name in small:
        for size, row in zip(SIZES, (small[name], large[name]), strict=True):
            growth = f"{row['median'] / small[name]['median']:.2f}" if size == SIZES[-1] else ""
            cells = (
                name, f"{size:,}", row["queries"], row["rows"], f"{row['bytes']:,}", f"{row['median']:.1f}",
                f"{row['p95']:.1f}", f"{row['ratio']:.0f}", growth,
            )  # fmt: skip
            lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


def memory(found: dict[int, dict[str, dict]]) -> str:
    lines = []
    for size, rows in found.items():
        export = next(row for row in rows.values() if "peak_memory" in row)
        before, peak = export["memory_before"] / 2**20, export["peak_memory"] / 2**20
        lines.append(f"export at {size:,}: its worker's memory was {before:.0f} MiB before, {peak:.0f} MiB at its peak")
    return "\n".join(lines)


def measured() -> tuple[Timing, dict[int, dict[str, dict]]]:
    """The floor, and by size what every page costs."""
    with gunicorn("tests.benchmark.floor", os.environ) as server:
        floor = server.time(lambda asked: asked.ask("/"))
    with tempfile.TemporaryDirectory() as folder:
        cluster = Cluster(measured=True)
        try:
            bench = Bench(cluster.start(), folder, floor)
            bench.prepare()
            return floor, {size: bench.measure(size) for size in SIZES}
        finally:
            cluster.stop()


def main() -> int:
    install_missing(["postgresql"])
    with ended_with_us(limit=LIMIT):
        floor, found = measured()
    sys.stdout.write(
        f"floor: median {floor.median:.2f} ms, p95 {floor.p95:.2f} ms\n\n{table(found)}\n\n{memory(found)}\n"
    )
    report = {"floor": {"median": floor.median, "p95": floor.p95}, "sizes": found}
    (ROOT / "var").mkdir(exist_ok=True)
    (ROOT / "var" / "bench.json").write_text(json.dumps(report, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
