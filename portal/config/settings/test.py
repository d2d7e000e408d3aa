"""Tests: local settings with nothing that waits, and templates that fail on an undefined variable."""

import os

from tests.support.postgres import kept_cluster
from tests.support.templates import FailOnUndefined

# pytest by itself (an editor's button) runs on PostgreSQL, in the cluster that is kept; its workers share it.
if not os.environ.get("DATABASE_URL"):
    os.environ["DATABASE_URL"] = kept_cluster()

from portal.config.settings.local import *  # noqa: E402, F403
from portal.config.settings.local import TEMPLATES  # noqa: E402

DEBUG = False
# A thread of the running site keeps its connection, as in production: a new one reads the catalogue anew each request.
DATABASES["default"]["CONN_MAX_AGE"] = None  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
# The letters written in tests of mail, beside the site's own: added test by test, all would be compiled anew each time.
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], BASE_DIR / "tests" / "portal" / "mail" / "templates"]  # noqa: F405
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = FailOnUndefined()
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "pages")
}
WHITENOISE_AUTOREFRESH = True
LOGGING["root"]["level"] = "CRITICAL"  # noqa: F405
