"""What the jobs look for: files that wait, and leftovers of work that was cut off."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.documents.models import PrivateFile
from portal.documents.states import HELD, FileState
from portal.documents.storage.serving import storage

# A transaction or a killed process may leave an object without a row; younger ones may belong to work under way.
ORPHAN_AFTER = timedelta(hours=24)
# How long a refused file is kept for staff to look at.
REFUSED_LIFETIME = timedelta(days=30)
# A scanner that has not answered for this long is somebody's matter.
STUCK_AFTER = timedelta(hours=1)


def waiting_files(at: datetime) -> QuerySet[PrivateFile]:
    """Files whose next scan is due, oldest first."""
    return PrivateFile.objects.filter(state=FileState.ARRIVED, scan_next_at__lte=at).order_by("scan_next_at", "pk")


def stuck_files(at: datetime) -> QuerySet[PrivateFile]:
    """Files that have waited for the scanner longer than is usual."""
    return PrivateFile.objects.filter(state=FileState.ARRIVED, arrived_at__lte=at - STUCK_AFTER)


def removed_files() -> QuerySet[PrivateFile]:
    """Files to be gone from storage."""
    return PrivateFile.objects.filter(state=FileState.REMOVED)


def long_refused(at: datetime) -> QuerySet[PrivateFile]:
    """Refused files nobody needs to look at any more."""
    return PrivateFile.objects.filter(state=FileState.REFUSED, decided_at__lte=at - REFUSED_LIFETIME)


def about_nothing(at: datetime) -> Iterator[QuerySet[PrivateFile]]:
    """Files whose thing is gone (a draft forgotten, say), kind by kind: one anti-join each."""
    old = PrivateFile.objects.filter(state__in=HELD, arrived_at__lte=at - ORPHAN_AFTER).filter(
        Q(kept_until__isnull=True) | Q(kept_until__lte=at)
    )
    for kind in list(old.order_by().values_list("about_kind", flat=True).distinct()):
        try:
            model = apps.get_model(kind)
        except LookupError:
            continue  # an app that is switched off: its files are not ours to throw away
        there = model._base_manager.filter(uuid=OuterRef("about_uuid"))
        yield old.filter(~Exists(there), about_kind=kind)


def unknown_keys(at: datetime, days: Iterable[date], name: str = "private") -> Iterator[str]:
    """Keys in storage, written on these days and settled, which no row knows. Only those days are listed."""
    for day in days:
        keys = {key for key, written in storage(name).keys_under(f"{day:%Y/%m/%d}/") if written <= at - ORPHAN_AFTER}
        known = PrivateFile.objects.filter(Q(key__in=keys) | Q(small_key__in=keys)).values_list("key", "small_key")
        yield from sorted(keys - {key for row in known for key in row})
