"""Settings shared by every way of running the portal; what differs is read from the environment (.env.example)."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.utils.translation import gettext_lazy as _

from portal.config.policy import strict

BASE_DIR = Path(__file__).resolve().parents[3]

env = environ.Env()

# What the site writes: the database of the demo, cached pages, files where there is no bucket.
VAR_DIR = Path(env.str("VAR_DIR", "") or BASE_DIR / "var")

SITE_URL = env.str("SITE_URL", "http://localhost:8000").rstrip("/")
SITE_NAME = "Nordic Safe Cities"

INSTALLED_APPS = [
    "portal.config",
    "portal",
    "portal.jobs",
    "portal.records",
    "portal.staff",
    "portal.mail",
    "portal.people",
    "portal.cities",
    "portal.documents",
    "portal.assessment",
    "portal.membership",
    "portal.content",
    "pioneers",
    "grants",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
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
    "django_htmx",
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
    "portal.config.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.config.policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.people.sessions.LastSeenMiddleware",
    "portal.people.second_factor.SecondFactorMiddleware",
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
            "builtins": ["django.templatetags.i18n", "portal.templatetags.portal"],
        },
    }
]
FORM_RENDERER = "portal.config.forms.FormRenderer"

# Database. SQLite to begin with, PostgreSQL in earnest. Short transactions; no ATOMIC_REQUESTS.
DATABASES = {"default": env.db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Language and time. UTC is stored; editions and calls carry the zone they are announced in.
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_ZONE = "Europe/Copenhagen"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("da", _("Danish")),
    ("nb", _("Norwegian Bokmål")),
    ("sv", _("Swedish")),
    ("fi", _("Finnish")),
    ("is", _("Icelandic")),
]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]

# People and sign-in.
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]

# Sign-in (django-allauth): a code by mail, a password or a passkey. Letters go through portal.people.adapters.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:account"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
]
SESSION_ENGINE = "portal.people.sessions"
STAFF_SECOND_FACTOR_REQUIRED = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_ADAPTER = "portal.people.adapters.AccountAdapter"
ACCOUNT_USER_DISPLAY = "portal.people.adapters.display_name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "portal.people.forms.sign_in.SignInForm",
    "signup": "portal.people.forms.sign_in.SignUpForm",
    "confirm_login_code": "portal.people.forms.sign_in.SignInCodeForm",
    "confirm_email_verification_code": "portal.people.forms.sign_in.ConfirmAddressForm",
    "confirm_password_reset_code": "portal.people.forms.sign_in.NewPasswordCodeForm",
    "reset_password": "portal.people.forms.sign_in.AskNewPasswordForm",
    "reset_password_from_key": "portal.people.forms.sign_in.ReplacePasswordForm",
    "change_password": "portal.people.forms.sign_in.ChangePasswordForm",
    "set_password": "portal.people.forms.sign_in.SetPasswordForm",
    "add_email": "portal.people.forms.sign_in.ChangeAddressForm",
    "reauthenticate": "portal.people.forms.sign_in.ConfirmPasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "signup": "20/m/ip,60/h/ip",
    # Without an account: a whole class at one address may nominate, a script may not fill the disk or try codes.
    "begin_nomination": "60/h/ip,200/d/ip",
    "reopen_nomination": "10/m/ip,60/h/ip",
}
MFA_ADAPTER = "portal.people.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_URL.startswith("http://localhost")
MFA_FORMS = {
    "authenticate": "portal.people.forms.second_factor.ShowCodeForm",
    "reauthenticate": "portal.people.forms.second_factor.ShowCodeAgainForm",
    "activate_totp": "portal.people.forms.second_factor.AddAppForm",
    "login_webauthn": "portal.people.forms.second_factor.SignInWithPasskeyForm",
    "authenticate_webauthn": "portal.people.forms.second_factor.ShowPasskeyForm",
    "reauthenticate_webauthn": "portal.people.forms.second_factor.ShowPasskeyAgainForm",
    "add_webauthn": "portal.people.forms.second_factor.AddPasskeyForm",
    "edit_webauthn": "portal.people.forms.second_factor.RenamePasskeyForm",
}
USERSESSIONS_TRACK_ACTIVITY = True

# Static files: WhiteNoise with a manifest in production.
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / "static-collected")))

# Files. One bucket is public (editors' media), one private, one locks what was signed; without them, folders in var/.
S3_PUBLIC_BUCKET = env.str("S3_PUBLIC_BUCKET", "")
S3_BUCKET = env.str("S3_BUCKET", "")
S3_LOCKED_BUCKET = env.str("S3_LOCKED_BUCKET", "")
S3_ENDPOINT_URL = env.str("S3_ENDPOINT_URL", "") or None
S3_PUBLIC_URL = env.str("S3_PUBLIC_URL", "") or None
S3_REGION = env.str("S3_REGION", "eu-north-1")
S3_ACCESS_KEY_ID = env.str("S3_ACCESS_KEY_ID", "")
S3_SECRET_ACCESS_KEY = env.str("S3_SECRET_ACCESS_KEY", "")
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_ROOT = VAR_DIR / "private"


def bucket(name: str, backend: str = "portal.documents.storage.bucket.Bucket", **options) -> dict:
    """A storage in an S3 bucket."""
    common = {
        "bucket_name": name,
        "endpoint_url": S3_ENDPOINT_URL,
        "region_name": S3_REGION,
        "access_key": S3_ACCESS_KEY_ID,
        "secret_key": S3_SECRET_ACCESS_KEY,
    }
    return {"BACKEND": backend, "OPTIONS": common | options}


def public_bucket(name: str) -> dict:
    """Editors' media: anyone may read it, at the address browsers know the storage by."""
    seen = urlsplit(S3_PUBLIC_URL or S3_ENDPOINT_URL or f"https://s3.{S3_REGION}.amazonaws.com")
    return bucket(
        name,
        "storages.backends.s3.S3Storage",
        signature_version="s3v4",
        addressing_style="path",
        querystring_auth=False,
        custom_domain=f"{seen.netloc}{seen.path.rstrip('/')}/{name}",
        url_protocol=f"{seen.scheme}:",
        default_acl=None,
        file_overwrite=False,
    )


def folder(below: str) -> dict:
    """The same on disk, for private files."""
    return {"BACKEND": "portal.documents.storage.folder.Folder", "OPTIONS": {"below": below}}


STORAGES = {
    "default": public_bucket(S3_PUBLIC_BUCKET)
    if S3_PUBLIC_BUCKET
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": bucket(S3_BUCKET, public_url=S3_PUBLIC_URL) if S3_BUCKET else folder("files"),
    "locked": bucket(S3_LOCKED_BUCKET, public_url=S3_PUBLIC_URL) if S3_LOCKED_BUCKET else folder("locked"),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = ["portal.documents.uploads.BoundedUploadHandler"]
CLAMD_URL = env.str("CLAMD_URL", "")

# Mail: everything goes into the outbox (portal.mail), which hands it on by MAIL_TRANSPORT; EMAIL_URL is how Django's
# SMTP reaches the server. Without one, letters are delivered to /dev/mail/ only.
EMAIL_URL = env.str("EMAIL_URL", "")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Nordic Safe Cities <portal@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if EMAIL_URL:
    vars().update(env.email_url("EMAIL_URL"))
EMAIL_BACKEND = "portal.mail.backends.Outbox"
MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend" if EMAIL_URL else "portal.mail.backends.ReadHere"
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

# Wagtail.
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "content.EditorialImage"
WAGTAILDOCS_DOCUMENT_MODEL = "content.EditorialDocument"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_USER_TIME_ZONES = [
    "Europe/Copenhagen",
    "Europe/Oslo",
    "Europe/Stockholm",
    "Europe/Helsinki",
    "Europe/Mariehamn",
    "Atlantic/Faroe",
    "Atlantic/Reykjavik",
    "America/Nuuk",
    "UTC",
]
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
# What an editor uploads lies on our own origin where there is no bucket: nothing a browser would run.
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
