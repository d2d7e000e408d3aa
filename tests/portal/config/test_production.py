"""Production refuses to start on a missing or unsafe value, and names it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SOUND = {
    "SECRET_KEY": "a-long-enough-secret-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "portal.example.org",
    "SITE_URL": "https://portal.example.org",
    "DATABASE_URL": "sqlite:////nowhere/portal.sqlite3",
    "DEFAULT_FROM_EMAIL": "portal@example.org",
    "EMAIL_URL": "smtp+tls://portal:secret@mail.example.org:587",
}


def start(**changes):
    """Loads the production settings in a process of their own; returns its exit status and what it wrote."""
    values = {name: value for name, value in (SOUND | changes).items() if value is not None}
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "COVERAGE_PROCESS_START") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", "import portal.config.settings.production"],
        cwd=ROOT, env=kept | values, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr


def test_production_starts_on_sound_values():
    assert start() == (0, "")


@pytest.mark.parametrize("name", sorted(SOUND))
def test_a_missing_value_is_named(name):
    status, said = start(**{name: None})
    assert status
    assert f"{name} is missing" in said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY is unsafe"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY is unsafe"),
        ({"SECRET_KEY": "local-only-" + SOUND["SECRET_KEY"]}, "SECRET_KEY is unsafe"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS is unsafe"),
        ({"SITE_URL": "http://portal.example.org"}, "SITE_URL is unsafe"),
        ({"EMAIL_URL": "consolemail://"}, "EMAIL_URL is unsafe"),
        ({"S3_BUCKET": "private"}, "belong together"),
        ({"S3_BUCKET": "one", "S3_PUBLIC_BUCKET": "one", "S3_LOCKED_BUCKET": "two"}, "S3_BUCKET is unsafe"),
        ({"S3_BUCKET": "a", "S3_PUBLIC_BUCKET": "b", "S3_LOCKED_BUCKET": "c"}, "S3_ACCESS_KEY_ID is missing"),
    ],
)
def test_an_unsafe_value_is_named(changes, said):
    status, stderr = start(**changes)
    assert status
    assert said in stderr
