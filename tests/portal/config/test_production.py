"""Production refuses to start on a missing or unsafe value, and names it."""

import importlib
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = "portal.config.settings"
PRODUCTION = f"{SETTINGS}.production"
KEPT = {"PATH", "HOME"}
SOUND = {
    "SECRET_KEY": "a-long-enough-secret-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "portal.example.org",
    "SITE_URL": "https://portal.example.org",
    "DATABASE_URL": "sqlite:////nowhere/portal.sqlite3",
    "DEFAULT_FROM_EMAIL": "portal@example.org",
    "EMAIL_URL": "smtp+tls://portal:secret@mail.example.org:587",
}


def values_of(changes) -> dict[str, str]:
    return {name: value for name, value in (SOUND | changes).items() if value is not None}


@pytest.fixture
def load(monkeypatch):
    """`load(NAME=value, …)` loads the production settings anew, with these and no other values around them."""
    package = importlib.import_module(SETTINGS)
    for name, loaded in list(vars(package).items()):
        if isinstance(loaded, ModuleType):
            monkeypatch.setattr(package, name, loaded)

    def anew(**changes):
        for name in os.environ.keys() - KEPT:
            if not name.startswith("PYTEST"):
                monkeypatch.delenv(name)
        for name, value in values_of(changes).items():
            monkeypatch.setenv(name, value)
        for name in [name for name in sys.modules if name.startswith(f"{SETTINGS}.")]:
            monkeypatch.delitem(sys.modules, name)
        return importlib.import_module(PRODUCTION)

    return anew


def test_production_starts_on_sound_values():
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", f"import {PRODUCTION}"],
        cwd=ROOT, env=kept | SOUND, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_sound_is_taken(load):
    found = load(ALLOWED_HOSTS="portal.example.org, www.example.org")
    assert found.ALLOWED_HOSTS == ["portal.example.org", "www.example.org"]
    assert [SOUND["SITE_URL"]] == found.CSRF_TRUSTED_ORIGINS
    assert not found.DEBUG
    assert not found.DEV_PAGES
    assert found.SECURE_SSL_REDIRECT
    assert found.SESSION_COOKIE_SECURE
    assert found.DATABASES["default"]["CONN_HEALTH_CHECKS"]


def test_pages_kept_in_redis_have_keys_of_their_own(load):
    found = load(CACHE_URL="redis://cache.example.org:6379/0", DATABASE_URL="postgres://portal@db.example.org/portal")
    prefixes = [cache["KEY_PREFIX"] for cache in found.CACHES.values() if "KEY_PREFIX" in cache]
    assert len(prefixes) == len(set(prefixes)) > 1
    assert found.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"


@pytest.mark.parametrize("name", sorted(SOUND))
def test_a_missing_value_is_named(load, name):
    with pytest.raises(ImproperlyConfigured, match=f"{name} is missing"):
        load(**{name: None})


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
def test_an_unsafe_value_is_named(load, changes, said):
    with pytest.raises(ImproperlyConfigured, match=said):
        load(**changes)
