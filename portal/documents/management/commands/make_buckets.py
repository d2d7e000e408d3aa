from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.documents.storage.buckets import make_buckets


class Command(BaseCommand):
    help = "Makes the storage buckets the settings name, with their rules. Safe to run again."

    def handle(self, *args, **options):
        if not (settings.S3_BUCKET and settings.S3_PUBLIC_BUCKET and settings.S3_LOCKED_BUCKET):
            raise CommandError("S3_BUCKET, S3_PUBLIC_BUCKET and S3_LOCKED_BUCKET must be set; files are on disk.")

        self.stdout.write("\n".join(make_buckets()))
