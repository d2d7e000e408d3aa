import functools
from collections.abc import Iterator
from datetime import datetime

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

from portal.documents.errors import StorageFailed
from portal.documents.storage.serving import ADDRESS_LIFETIME, Serving


def client_config() -> Config:
    """How we speak to S3: version 4 signatures, bucket names in the path, and no request that hangs a worker."""
    return Config(
        signature_version="s3v4",
        s3={"addressing_style": "path"},
        connect_timeout=5,
        read_timeout=30,
        retries={"mode": "standard", "total_max_attempts": 3},
    )


def _storage_errors(call):
    """Failures of the storage, as our own error."""

    @functools.wraps(call)
    def telling(*args, **kwargs):
        try:
            return call(*args, **kwargs)
        except (ClientError, BotoCoreError) as error:
            raise StorageFailed() from error

    return telling


def _versioned(version: str) -> dict:
    return {"VersionId": version} if version else {}


class Bucket(S3Storage):
    """A bucket whose files are reached by presigned addresses only. `public_url` is where browsers reach the storage,
    when that differs from where we do: the host is part of the signature."""

    def __init__(self, **options):
        super().__init__(client_config=client_config(), **options)

    def get_default_settings(self):
        return super().get_default_settings() | {"public_url": None}

    @_storage_errors
    def store(self, key: str, content: bytes, content_type: str, *, kept_until: datetime | None = None) -> str:
        """Writes a new object and answers its version (empty where the bucket keeps none). With `kept_until` that
        version is locked in compliance mode: nobody can change or remove it before."""
        lock = {"ObjectLockMode": "COMPLIANCE", "ObjectLockRetainUntilDate": kept_until} if kept_until else {}
        put = {"Bucket": self.bucket_name, "Key": key, "Body": content, "ContentType": content_type}
        return self._client.put_object(**put, **lock).get("VersionId", "")

    @_storage_errors
    def discard(self, key: str, version: str = "") -> None:
        """Removes an object for good; gone already is fine."""
        self._client.delete_object(Bucket=self.bucket_name, Key=key, **_versioned(version))

    @_storage_errors
    def read(self, key: str, version: str = "") -> bytes:
        """The whole content."""
        return self._client.get_object(Bucket=self.bucket_name, Key=key, **_versioned(version))["Body"].read()

    def address(self, key: str, serving: Serving, version: str = "") -> str:
        """A presigned address that ends after five minutes and forces type and name."""
        return self._signing_client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self.bucket_name,
                "Key": key,
                "ResponseContentType": serving.content_type,
                "ResponseContentDisposition": serving.disposition,
                "ResponseCacheControl": f"private, max-age={ADDRESS_LIFETIME}",
                **_versioned(version),
            },
            ExpiresIn=ADDRESS_LIFETIME,
        )

    @_storage_errors
    def keys_under(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """Every key that begins with `prefix`, and when it was written."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket_name, Prefix=prefix)
        return [(found["Key"], found["LastModified"]) for page in pages for found in page.get("Contents", ())]

    @property
    def _client(self):
        return self.connection.meta.client

    @functools.cached_property
    def _signing_client(self):
        if not self.public_url:
            return self._client
        return boto3.client(
            "s3",
            endpoint_url=self.public_url,
            region_name=self.region_name,
            aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret_key,
            config=self.client_config,
        )
