"""What the tests need from the operating system: installed with apt-get, or else named in one line."""

import os
import shutil
import subprocess
import sys

from tests.support.postgres import PostgresMissing, programs

BROWSER = "/usr/bin/chromium-headless-shell"


def has_postgres() -> bool:
    try:
        return bool(programs())
    except PostgresMissing:
        return False


# package → is it there?
NEEDS = {
    "postgresql": has_postgres,
    "chromium-headless-shell": lambda: os.path.exists(BROWSER),
    "gettext": lambda: shutil.which("xgettext") is not None,
}


def install_missing(packages=NEEDS) -> None:
    """Installs what is missing of `packages`; ends the program with one line naming it where that can't be done."""
    missing = [package for package in packages if not NEEDS[package]()]
    if not missing:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        quiet = {"stdout": subprocess.DEVNULL, "env": environment}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], check=False, **quiet)
        missing = [package for package in missing if not NEEDS[package]()]
    if missing:
        sys.exit(f"These packages are missing and can't be installed from here: {' '.join(missing)}")
