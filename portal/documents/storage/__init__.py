"""Where private files lie: one interface (`store`, `read`, `address`, `discard`, `keys_under`) over an S3 bucket or a
folder on disk; Django's STORAGES decides which, under the names `private` and `locked`.

`private` takes what people hand in, `locked` what was signed and can't be changed or removed before a day. Files are
read by addresses that end after five minutes: at the bucket by a presigned one, on disk by one of ours.
"""

from portal.documents.storage.serving import ADDRESS_LIVES, Serving, storage

__all__ = ["ADDRESS_LIVES", "Serving", "storage"]
