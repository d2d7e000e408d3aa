"""`make bench`: what each page costs at 1,000 and at 10,000 applications and nominations, three reviews each.

gunicorn with two sync workers, production settings, PostgreSQL. For each page: SQL queries and rows fetched (counted on
a server of their own), bytes, median and 95th percentile of 40 requests one after another, the ratio to a bare Django
project's constant answer measured in the same run, and the growth from the small to the large. Prints a table and
writes var/bench.json.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmark.server import Server, Timing, gunicorn
from tests.support.needs import install_missing
from tests.support.postgres import Cluster

ROOT = Path(__file__).resolve().parents[1]
SIZES = (1_000, 10_000)
HEADINGS = ("page", "size", "queries", "rows", "bytes", "median ms", "p95 ms", "× floor", "growth")


def environment(database_url: str, folder: str) -> dict[str, str]:
    return {
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


def manage(*arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def count(server: Server, page) -> dict:
    """Queries and rows of a page, once its worker is warm."""
    answers = [page.ask(server) for _ in range(1 if page.once else 3)]
    for answer in answers:
        if answer.status != page.expect:
            raise SystemExit(f"{page.name}: answered {answer.status}\n{answer.body[:2000].decode(errors='replace')}")
    last = answers[-1]
    return {"queries": int(last.headers["X-Queries"]), "rows": int(last.headers["X-Rows"]), "bytes": len(last.body)}


def measure(size: int, server_url: str, floor: Timing) -> dict[str, dict]:
    """Fills a database of its own with `size` of everything and asks for every page."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(environment(f"{server_url}/bench_{size}", folder))
        Cluster.create(server_url, f"bench_{size}")
        manage("migrate", "--verbosity=0")
        manage("collectstatic", "--noinput", "--verbosity=0")
        manage("load_demo")
        manage("bulk_data", f"--applications={size}", f"--nominations={size}", "--reviewers=30")
        subprocess.run(
            [sys.executable, "-m", "tests.benchmark.one", str(size), str(floor.median)], cwd=ROOT, check=True
        )
        return json.loads((ROOT / "var" / f"bench-{size}.json").read_text())


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


def main() -> int:
    install_missing(["postgresql"])
    (ROOT / "var").mkdir(exist_ok=True)
    with gunicorn("tests.benchmark.floor", {}) as server:
        floor = server.time(lambda asked: asked.ask("/"))
    cluster = Cluster()
    try:
        url = cluster.start()
        found = {size: measure(size, url, floor) for size in SIZES}
    finally:
        cluster.stop()
    sys.stdout.write(f"floor: median {floor.median:.2f} ms, p95 {floor.p95:.2f} ms\n\n{table(found)}\n")
    for size, rows in found.items():
        export = next(row for row in rows.values() if "peak_memory" in row)
        sys.stdout.write(f"export at {size:,}: worker's peak memory {export['peak_memory'] / 2**20:.0f} MiB\n")
    report = {"floor": {"median": floor.median, "p95": floor.p95}, "sizes": found}
    (ROOT / "var" / "bench.json").write_text(json.dumps(report, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
