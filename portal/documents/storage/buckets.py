"""Making the three buckets as the portal needs them. Safe to run again; `manage.py make_buckets` calls it."""

import json

import boto3
from botocore.exceptions import ClientError
from django.conf import settings

from portal.documents.storage.bucket import client_config

_THERE = {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}


def client(endpoint: str | None = None):
    """A client for the storage the settings name."""
    return boto3.client(
        "s3",
        endpoint_url=endpoint or settings.S3_ENDPOINT_URL,
        region_name=settings.S3_REGION,
        aws_access_key_id=settings.S3_ACCESS_KEY_ID,
        aws_secret_access_key=settings.S3_SECRET_ACCESS_KEY,
        config=client_config(),
    )


def make_buckets() -> list[str]:
    """Makes what is missing and sets what differs: anyone may read the public bucket, nobody the private one, and the
    third locks objects (which must be said when it is made). Answers the names."""
    s3 = client()
    _make(s3, settings.S3_BUCKET)
    _make(s3, settings.S3_PUBLIC_BUCKET)
    _make(s3, settings.S3_LOCKED_BUCKET, ObjectLockEnabledForBucket=True)
    for name in (settings.S3_BUCKET, settings.S3_PUBLIC_BUCKET):
        s3.put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": [_reading_from_the_site()]})
    s3.put_bucket_policy(Bucket=settings.S3_PUBLIC_BUCKET, Policy=json.dumps(_anyone_reads(settings.S3_PUBLIC_BUCKET)))
    return [settings.S3_BUCKET, settings.S3_PUBLIC_BUCKET, settings.S3_LOCKED_BUCKET]


def _make(s3, name: str, **options) -> None:
    if settings.S3_REGION != "us-east-1":
        options["CreateBucketConfiguration"] = {"LocationConstraint": settings.S3_REGION}
    try:
        s3.create_bucket(Bucket=name, **options)
    except ClientError as error:
        if error.response["Error"]["Code"] not in _THERE:
            raise


def _reading_from_the_site() -> dict:
    return {"AllowedMethods": ["GET", "HEAD"], "AllowedOrigins": [settings.SITE_URL], "MaxAgeSeconds": 3600}


def _anyone_reads(name: str) -> dict:
    return {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{name}/*"}
        ],
    }
