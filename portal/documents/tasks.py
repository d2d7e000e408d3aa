"""Scanning right after arrival, again while the scanner is away, and a nightly look for what was left behind."""

from datetime import datetime, timedelta

from django.dispatch import receiver
from django_tasks import task

from portal.core import clock
from portal.documents.actions.removing import remove_file, remove_objects, sweep_keys
from portal.documents.actions.scanning import finish_scan
from portal.documents.models import PrivateFile
from portal.documents.queries.leftovers import about_nothing, long_refused, removed_files, unknown_keys, waiting_files
from portal.documents.signals import file_waits
from portal.jobs.registry import job

# How many files one run takes; the next run takes the next.
BATCH_SIZE = 200
# The days whose objects a nightly look compares with the table: it misses one only if it fails a week on end.
LOOK_BACK = range(1, 8)


@task()
def scan_file(file_uuid: str) -> None:
    """Scan one file that has arrived."""
    file = PrivateFile.objects.filter(uuid=file_uuid).first()
    if file is not None:
        finish_scan(file=file, at=clock.now())


@receiver(file_waits)
def scan_after_commit(sender, file, **kwargs):
    scan_file.enqueue(str(file.uuid))


@job("documents.scan_waiting", every=timedelta(minutes=1))
def scan_waiting(at: datetime) -> None:
    """Files whose scan is due: the scanner was away, or the worker died."""
    for file in waiting_files(at)[:BATCH_SIZE]:
        finish_scan(file=file, at=at)


@job("documents.sweep", every=timedelta(days=1), lease=timedelta(hours=1))
def sweep(at: datetime) -> None:
    """Removals cut off, files about things that are gone, refused ones after a month, objects without a row."""
    remove_objects(removed_files()[: BATCH_SIZE * 10])
    for files in (*about_nothing(at), long_refused(at)):
        for file in files[: BATCH_SIZE * 10]:
            remove_file(file=file, by=None, at=at)
    sweep_keys(unknown_keys(at, [(at - timedelta(days=back)).date() for back in LOOK_BACK]))
