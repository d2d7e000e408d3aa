"""A developer's machine and the demo: SQLite, files on disk, mail to be read at /dev/mail/."""

from portal.config.settings.base import *  # noqa: F403
from portal.config.settings.base import env

DEBUG = env.bool("DEBUG", True)
SECRET_KEY = env.str("SECRET_KEY", "local-only-" + "x" * 50)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
INTERNAL_IPS = ["127.0.0.1"]
DEV_PAGES = True
# The demo's accounts sign in with a password alone.
STAFF_SECOND_FACTOR_REQUIRED = False
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
