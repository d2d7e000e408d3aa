"""`make test`: the tests on SQLite and on PostgreSQL, with a real S3 server and a real browser; one coverage figure.

Everything runs on PostgreSQL; on SQLite runs what reads and writes (see tests/conftest.py). Ends with pytest's exit
status, or 1 when lines or branches covered by both runs together miss their bar.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from portal.config.translations import compile_translations
from tests.support.needs import install_missing
from tests.support.postgres import Cluster

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"
COVERAGE = VAR / "coverage"
COVERAGE_BAR = 95
WORKERS = os.environ.get("TEST_WORKERS", "2")
PYTEST = ["pytest", "-q", "-n", WORKERS, "--dist", "worksteal", "-p", "tests.support.measuring"]


def start(database_url: str, *module: str) -> subprocess.Popen:
    """Python's `-m` with the settings of the tests, that database, and a folder for what it covered."""
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "portal.config.settings.test",
        "COVERAGE_PARTS": str(COVERAGE),
    }
    return subprocess.Popen([sys.executable, "-m", *module], cwd=ROOT, env=environment)


def run_on(databases: dict[str, str], arguments: list[str]) -> int:
    """Makes the template of each database, both at once; then the tests on one after the other. The worst status."""
    making = [start(url, "tests.support.databases") for url in databases.values()]
    results = [template.wait() for template in making]
    for name, url in databases.items():
        sys.stdout.write(f"\n== {name} ==\n")
        sys.stdout.flush()
        results.append(start(url, *PYTEST, *arguments).wait())
    return max(results)


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
        databases = {
            "SQLite": f"sqlite:///{VAR / 'test' / 'main.sqlite3'}",
            "PostgreSQL": f"{cluster.start()}/postgres",
        }
        failed = run_on(databases, arguments)
    finally:
        cluster.stop()
    return failed or covered()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
