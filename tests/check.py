"""`make check`: what can be said of the project without running its tests. Every check runs; any failure counts.

`python -m tests.check ruff templates` runs the checks of these names alone: what .pre-commit-config.yaml does."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.needs import install_missing

ROOT = Path(__file__).resolve().parents[1]
LOCAL = {"DJANGO_SETTINGS_MODULE": "portal.config.settings.local"}
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.config.settings.production",
    "SECRET_KEY": "only-to-check-the-settings-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "portal.example.org",
    "SITE_URL": "https://portal.example.org",
    "DATABASE_URL": "sqlite:////nowhere/portal.sqlite3",
    "DEFAULT_FROM_EMAIL": "portal@example.org",
    "EMAIL_URL": "smtp+tls://portal:secret@mail.example.org:587",
}
PYTHON = (sys.executable, "-W", "error::DeprecationWarning:portal")
CHECKS = {
    "ruff": ((sys.executable, "-m", "ruff", "check", "."), {}),
    "ruff format": ((sys.executable, "-m", "ruff", "format", "--check", "."), {}),
    "import contracts": ((str(Path(sys.executable).with_name("lint-imports")),), LOCAL),
    "types": ((sys.executable, "-m", "mypy"), {}),
    "missing migrations": ((*PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"), LOCAL),
    "deployment": ((*PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
    "templates": ((sys.executable, "-m", "djlint", "templates", "--lint", "--quiet"), {}),
    "own text": ((sys.executable, "-m", "tests.support.hygiene"), {}),
    "translations": ((sys.executable, "-m", "tests.support.translations"), {}),
}


def main(names: list[str]) -> int:
    install_missing("gettext", "git")
    failed = []
    for name in names or CHECKS:
        command, environment = CHECKS[name]
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | environment, check=False, capture_output=True, text=True
        )
        sys.stdout.write(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name}\n")
        if done.returncode:
            failed.append(name)
            sys.stdout.write(f"{done.stdout}{done.stderr}\n")
        sys.stdout.flush()
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
