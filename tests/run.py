"""`make test`: the tests on SQLite and on PostgreSQL, with a real S3 server and a real browser; one coverage figure.

The browser journeys run on PostgreSQL; those marked `sqlite` on SQLite. Ends with pytest's exit status, or 1 when
coverage misses its bar.
"""

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
COVERAGE_BAR = 95
WORKERS = os.environ.get("TEST_WORKERS", "2")


def pytest(database_url: str, *arguments: str) -> int:
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "COVERAGE_PROCESS_START": str(ROOT / "pyproject.toml"),
        "DJANGO_SETTINGS_MODULE": "portal.config.settings.test",
    }
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        WORKERS,
        "--dist",
        "worksteal",
        "--cov",
        "--cov-report=",
        *arguments,
    ]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def coverage(*arguments: str) -> int:
    return subprocess.run([sys.executable, "-m", "coverage", *arguments], cwd=ROOT, check=False).returncode


def main(arguments: list[str]) -> int:
    install_missing()
    compile_translations()
    shutil.rmtree(VAR / "coverage", ignore_errors=True)
    (VAR / "coverage").mkdir(parents=True)
    cluster = Cluster()
    try:
        server = cluster.start()
        results = []
        for name, url in (
            ("SQLite", f"sqlite:///{VAR / 'test' / 'main.sqlite3'}"),
            ("PostgreSQL", f"{server}/postgres"),
        ):
            sys.stdout.write(f"\n== {name} ==\n")
            sys.stdout.flush()
            results.append(pytest(url, *arguments))
            for part in VAR.joinpath("coverage").glob("data"):
                part.rename(part.with_name(f"data.{name}"))
    finally:
        cluster.stop()
    coverage("combine", "--quiet")
    covered = coverage("report", f"--fail-under={COVERAGE_BAR}", "--sort=cover")
    return max(results) or covered


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
