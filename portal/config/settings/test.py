"""Tests: local settings with nothing that waits, and templates that fail on an undefined variable."""

from tests.support.templates import FailOnUndefined

from .local import *  # noqa: F403
from .local import TEMPLATES

DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = FailOnUndefined()
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "pages")
}
WHITENOISE_AUTOREFRESH = True
LOGGING["root"]["level"] = "CRITICAL"  # noqa: F405
