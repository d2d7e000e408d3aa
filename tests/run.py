"""`make test`: the tests on SQLite and on PostgreSQL, with a real S3 server and a real browser.

Everything runs on PostgreSQL; on SQLite, beside it and in a process of its own, what the two may answer differently
(see tests/conftest.py). Ends with pytest's exit status.

`--coverage` (`make test COVERAGE=1`, what `.ci/run` asks for) measures lines and branches too, and ends with 1 where
they miss their bar: one figure over both databases. Measuring costs a fifth more.

`--only PATH[::NAME]` runs a chosen few: on PostgreSQL unless `--on` says otherwise, in a cluster that is kept, in this
terminal (a debugger works). What stands after `--` goes to pytest.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

from portal.core.translations import compile_translations
from tests.support.needs import check_room, install_missing
from tests.support.postgres import Cluster, kept_cluster

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"
COVERAGE = VAR / "coverage"
COVERAGE_BAR = 95
# A reason for each test that is skipped; the path as it is, not its parts.
PYTEST = ["pytest", "-q", "-rsfE"]
ON_TWO_CORES = ["-n", os.environ.get("TEST_WORKERS", "2"), "--dist", "worksteal"]
MEASURED = ["-p", "tests.support.measuring"]
SQLITE = "sqlite:///" + quote(str(VAR / "test" / "main.sqlite3"))
DATABASES = ("sqlite", "postgresql")
ON_BOTH = (
    "PostgreSQL runs everything; SQLite, beside it, what the two may answer differently: lists, searches,\n"
    "constraints, locks, and the demo through every action\n"
    "(docs/decisions/0013-databases.md).\n"
)
one_line = threading.Lock()


def environment(database_url: str, *, whole: bool) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "portal.config.settings.test",
        "COVERAGE_PARTS": str(COVERAGE),
        "TESTS_SHARED_OUT": str(int(whole)),
    }


def run_on(name: str, database_url: str, options: list[str]) -> int:
    """Makes the template of a database, runs the tests on clones of it, says what they say as they go. Their status."""
    status = 0
    for module in (["tests.support.databases"], [*PYTEST, *options]):
        process = subprocess.Popen(
            [sys.executable, "-m", *module],
            cwd=ROOT,
            env=environment(database_url, whole=True),
            text=True,
            errors="replace",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for line in process.stdout:
            with one_line:
                sys.stdout.write(f"{name:<10} | {line}")
                sys.stdout.flush()
        status = process.wait()
        if status:
            break
    return status


def run_all(options: list[str], *, coverage: bool) -> int:
    """Both databases side by side; 0 when both are green and, where it is measured, enough is covered."""
    shutil.rmtree(COVERAGE, ignore_errors=True)
    COVERAGE.mkdir(parents=True)
    measured = MEASURED if coverage else []
    sys.stdout.write(ON_BOTH)
    cluster = Cluster()
    try:
        runs = [
            ("SQLite", SQLITE, [*measured, *options]),
            ("PostgreSQL", f"{cluster.start()}/postgres", [*ON_TWO_CORES, *measured, *options]),
        ]
        with ThreadPoolExecutor() as both:
            failed = max(both.map(lambda run: run_on(*run), runs))
    finally:
        cluster.stop()
    return failed or (covered() if coverage else 0)


def run_chosen(only: list[str], databases: tuple[str, ...], options: list[str]) -> int:
    """The tests of `only` on each of `databases`, one after the other."""
    status = 0
    for database in databases:
        address = SQLITE if database == "sqlite" else kept_cluster()
        sys.stdout.write(f"On {database}:\n")
        sys.stdout.flush()
        command = [sys.executable, "-m", *PYTEST, *only, *options]
        status |= subprocess.run(command, cwd=ROOT, env=environment(address, whole=False), check=False).returncode
    return status


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
    parser = argparse.ArgumentParser(prog="make test", description="ONLY=path[::name] ON=sqlite|postgresql|both")
    parser.add_argument("--only", default="")
    parser.add_argument("--on", choices=(*DATABASES, "both"))
    parser.add_argument("--coverage", action="store_true")
    parser.add_argument("options", nargs="*")
    asked = parser.parse_args(arguments)
    VAR.mkdir(exist_ok=True)
    install_missing()
    compile_translations()
    if asked.only or asked.on:
        databases = DATABASES if asked.on == "both" else (asked.on or "postgresql",)
        return run_chosen(asked.only.split(), databases, asked.options)
    check_room(VAR)
    return run_all(asked.options, coverage=asked.coverage)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
