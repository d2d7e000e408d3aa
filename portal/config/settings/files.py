"""Static files, and where files are stored: in three buckets, or without them in folders of var/."""

from pathlib import Path
from urllib.parse import urlsplit

from portal.config.settings.env import BASE_DIR, VAR_DIR, env

# Static files: WhiteNoise with a manifest in production.
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "portal" / "static"]
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
