"""What the tests need of the operating system: tried by running it, installed with apt-get, or named with its cure."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.support.postgres import PostgresMissing, programs

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), f"/usr/bin/{BROWSERS[0]}")
# Megabytes for the databases, buckets and pictures of a run.
ROOM = 1000


@dataclass(frozen=True)
class Need:
    """A Debian package, what of it must work, and what the tests do with it."""

    package: str
    works: Callable[[], bool]
    use: str


def runs(*command: str | Path) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=60).returncode == 0
    except OSError:
        return False


def has_postgres() -> bool:
    try:
        return runs(programs() / "initdb", "--version")
    except PostgresMissing:
        return False


def has_driver() -> bool:
    """The browser's driver is a node of its own, which the system's libraries must be able to start."""
    from playwright._impl._driver import compute_driver_executable

    return runs(compute_driver_executable()[0], "--version")


NEEDS = (
    Need("postgresql", has_postgres, "half of the tests"),
    Need("chromium-headless-shell", lambda: runs(BROWSER, "--version"), "a browser"),
    Need("libatomic1", has_driver, "the browser's driver"),
    Need("gettext", lambda: runs("xgettext", "--version"), "collecting texts"),
    Need("git", lambda: runs("git", "--version"), "which files are the project's"),
)


def install_missing(*packages: str) -> None:
    """Installs what of `packages` (all of them, unless named) is missing; ends the program with one line naming what is
    missing and its cure where that can't be done."""
    wanted = [need for need in NEEDS if not packages or need.package in packages]
    missing = [need for need in wanted if not need.works()]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        names = [need.package for need in missing]
        sys.stdout.write(f"Installing with apt-get: {' '.join(names)}\n")
        sys.stdout.flush()
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        quiet = {"capture_output": True, "env": environment}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names], check=False, **quiet)
        missing = [need for need in missing if not need.works()]
    if missing:
        what = ", ".join(f"{need.package} ({need.use})" for need in missing)
        cure = f"apt-get install -y --no-install-recommends {' '.join(need.package for need in missing)}"
        sys.exit(f"Missing for the tests: {what}. On Debian or Ubuntu, as root: {cure}")


def check_room(folder: Path) -> None:
    """Ends the program in one line where the disk is too full for a run."""
    free = shutil.disk_usage(folder).free // 2**20
    if free < ROOM:
        sys.exit(f"The disk is too full: the tests need {ROOM} MB, {free} MB are free. Make room and run this again.")
