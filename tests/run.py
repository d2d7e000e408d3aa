"""`make test`: the tests on SQLite and on PostgreSQL, with a real S3 server and a real browser; one coverage figure.

Everything runs on PostgreSQL; on SQLite runs what reads and writes (see tests/conftest.py), beside it, in a process of
its own. Ends with pytest's exit status, or 1 when lines or branches covered on PostgreSQL miss their bar: measuring
costs a fifth more, so it is done once, and what SQLite alone runs counts as not covered.
"""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from portal.config.translations import compile_translations
from tests.support.needs import install_missing
from tests.support.postgres import Cluster

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"
COVERAGE = VAR / "coverage"
COVERAGE_BAR = 95
PYTEST = ["pytest", "-q"]
ON_TWO_CORES = ["-n", os.environ.get("TEST_WORKERS", "2"), "--dist", "worksteal", "-p", "tests.support.measuring"]


def run_on(name: str, database_url: str, options: list[str]) -> int:
    """Makes the template of a database, runs the tests on clones of it, says what pytest said. Its exit status."""
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "portal.config.settings.test",
        "COVERAGE_PARTS": str(COVERAGE),
    }
    for module in (["tests.support.databases"], [*PYTEST, *options]):
        done = subprocess.run(
            [sys.executable, "-m", *module],
            cwd=ROOT,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        sys.stdout.write(f"\n== {name} ==\n{done.stdout}" if done.stdout else "")
        sys.stdout.flush()
        if done.returncode:
            break
    return done.returncode


def covered() -> int:
    """Adds up what each worker covered, prints each file that misses something; 1 below the bar."""
    out = COVERAGE / "all.json"
    parts = sorted(str(part) for part in COVERAGE.glob("*-gw*.json"))
    merge = [sys.executable, "-m", "slipcover", "--branch", "--skip-covered", "--json", "--out", str(out), "--merge"]
    if subprocess.run([*merge, *parts], cwd=ROOT, check=False).returncode:
        return 1
    summary = json.loads(out.read_text())["summary"]
    missed = False
    for what in ("lines", "branches"):
        hit, missing = summary[f"covered_{what}"], summary[f"missing_{what}"]
        share = 100 * hit / (hit + missing)
        missed |= share < COVERAGE_BAR
        sys.stdout.write(f"{what} covered: {share:.1f} % of {hit + missing} (at least {COVERAGE_BAR} %)\n")
    return int(missed)


def main(arguments: list[str]) -> int:
    install_missing()
    compile_translations()
    shutil.rmtree(COVERAGE, ignore_errors=True)
    COVERAGE.mkdir(parents=True)
    cluster = Cluster()
    try:
        runs = [
            ("SQLite", f"sqlite:///{VAR / 'test' / 'main.sqlite3'}", arguments),
            ("PostgreSQL", f"{cluster.start()}/postgres", [*ON_TWO_CORES, *arguments]),
        ]
        with ThreadPoolExecutor() as both:
            failed = max(both.map(lambda run: run_on(*run), runs))
    finally:
        cluster.stop()
    return failed or covered()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
