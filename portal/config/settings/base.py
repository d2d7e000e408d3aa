"""Settings shared by every way of running the portal; what differs is read from the environment (.env.example).

People and sign-in, files, language and Wagtail have a file each; all of them are drawn together here.
"""

from portal.config.settings.editing import *  # noqa: F403
from portal.config.settings.env import *  # noqa: F403
from portal.config.settings.env import BASE_DIR, VAR_DIR, env
from portal.config.settings.files import *  # noqa: F403
from portal.config.settings.files import S3_ENDPOINT_URL, S3_PUBLIC_URL
from portal.config.settings.language import *  # noqa: F403
from portal.config.settings.people import *  # noqa: F403
from portal.core.content_security import strict

INSTALLED_APPS = [
    "portal.core",
    "portal.jobs",
    "portal.audit",
    "portal.adminkit",
    "portal.desk",
    "portal.mail",
    "portal.people",
    "portal.cities",
    "portal.documents",
    "portal.assessment",
    "portal.alliance",
    "portal.events",
    "portal.membership",
    "portal.payments",
    "portal.content",
    "pioneers",
    "grants",
    "portal.demo",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.embeds",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "rules.apps.AutodiscoverRulesConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "portal.jobs.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.core.content_security.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.core.refused_pages.RefusedPagesMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "portal.core.language_middleware.OfferedLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.core.reading.ReadingMiddleware",
    "portal.people.shared_devices.ClearStorageMiddleware",
    "portal.people.sessions.LastSeenMiddleware",
    "portal.people.second_factor.SecondFactorMiddleware",
    "portal.people.staff_language.StaffLanguageMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.config.urls"
WSGI_APPLICATION = "portal.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "portal.core.templatetags.portal",
                "portal.core.templatetags.languages",
            ],
        },
    }
]
FORM_RENDERER = "portal.core.form_renderer.FormRenderer"

# Database. SQLite to begin with, PostgreSQL in earnest. Short transactions; no ATOMIC_REQUESTS.
# The default is no address: a folder's name may hold what means something in one.
DATABASES = {
    "default": env.db_url("DATABASE_URL")
    if env.str("DATABASE_URL", "")
    else {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR_DIR / "portal.sqlite3"}
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Mail: everything goes into the outbox (portal.mail), which hands it on by MAIL_TRANSPORT; EMAIL_URL is how Django's
# SMTP reaches the server. Without one, letters are delivered to /dev/mail/ only.
EMAIL_URL = env.str("EMAIL_URL", "")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Nordic Safe Cities <portal@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if EMAIL_URL:
    vars().update(env.email_url("EMAIL_URL"))
EMAIL_BACKEND = "portal.mail.backends.Outbox"
MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend" if EMAIL_URL else "portal.mail.backends.ReadInPortal"
EMAIL_TIMEOUT = 20

# Payments come with a later part of the membership; the names are settled here.
STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", "")
STRIPE_WEBHOOK_SECRET = env.str("STRIPE_WEBHOOK_SECRET", "")
STRIPE_API_BASE = env.str("STRIPE_API_BASE", "")

# Rate limits and what is remembered for a while; pages for anonymous visitors apart from them. In files, or in Redis
# by CACHE_URL.


def kept(name: str) -> dict:
    """A cache: in Redis with keys of its own, else in a folder."""
    if env.str("CACHE_URL", ""):
        cache = env.cache_url("CACHE_URL")
        return {**cache, "KEY_PREFIX": f"{cache.get('KEY_PREFIX') or 'portal'}-{name}"}
    backend = "django.core.cache.backends.filebased.FileBasedCache"
    return {"BACKEND": backend, "LOCATION": VAR_DIR / "cache" / name, "OPTIONS": {"MAX_ENTRIES": 2000}}


CACHES = {"default": kept("counters"), "pages": kept("pages")}

# What a browser may do with our pages.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": strict([origin for origin in {S3_PUBLIC_URL or S3_ENDPOINT_URL} if origin]),
}
CSRF_FAILURE_VIEW = "portal.content.views.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Pages only a developer or a visitor of the demo needs: /dev/mail/ and /dev/patterns/.
DEV_PAGES = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "line"}},
    "root": {"handlers": ["stdout"], "level": "WARNING"},
    "loggers": {
        "portal": {"level": "INFO"},
        "django.request": {"level": "ERROR"},
    },
}

# Background work.
TASKS = {"default": {"BACKEND": env.str("TASKS_BACKEND", "") or "django_tasks_db.DatabaseBackend"}}
