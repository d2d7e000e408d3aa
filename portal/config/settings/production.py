"""Production. Refuses to start on a missing or unsafe value, naming it."""

from django.core.exceptions import ImproperlyConfigured

from portal.config.settings.base import *  # noqa: F403
from portal.config.settings.base import (
    DATABASES,
    EMAIL_URL,
    S3_BUCKET,
    S3_LOCKED_BUCKET,
    S3_PUBLIC_BUCKET,
    SITE_URL,
    env,
)


def required(name: str) -> str:
    """The value of an environment variable the portal cannot do without."""
    value = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is missing: set it in the environment (see .env.example)")
    return value


DEBUG = False
SECRET_KEY = required("SECRET_KEY")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("local-only"):
    raise ImproperlyConfigured("SECRET_KEY is unsafe: it needs 50 random characters or more")

ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS").split(",") if host.strip()]
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS is unsafe: name the hosts, not *")

required("SITE_URL")
if not SITE_URL.startswith("https://"):
    raise ImproperlyConfigured("SITE_URL is unsafe: it must begin with https://")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

required("DATABASE_URL")
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

required("DEFAULT_FROM_EMAIL")
required("EMAIL_URL")
if not EMAIL_URL.startswith(("smtp://", "smtp+tls://", "smtp+ssl://", "smtps://")):
    raise ImproperlyConfigured("EMAIL_URL is unsafe: letters leave by SMTP only (smtp+tls://user:password@host:587)")

if len({bool(S3_BUCKET), bool(S3_PUBLIC_BUCKET), bool(S3_LOCKED_BUCKET)}) > 1:
    raise ImproperlyConfigured(
        "S3_BUCKET, S3_PUBLIC_BUCKET and S3_LOCKED_BUCKET belong together: set all three, or none"
    )
if S3_BUCKET and len({S3_BUCKET, S3_PUBLIC_BUCKET, S3_LOCKED_BUCKET}) < 3:
    raise ImproperlyConfigured("S3_BUCKET is unsafe: private, public and locked files need a bucket each")
if S3_BUCKET:
    required("S3_ACCESS_KEY_ID")
    required("S3_SECRET_ACCESS_KEY")

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Rate limits on signing in count by the address the outermost of our proxies saw.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 1)
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

if env.str("SENTRY_DSN", ""):
    import sentry_sdk

    sentry_sdk.init(dsn=env.str("SENTRY_DSN"), send_default_pii=False, max_request_body_size="never")
