"""Subscriptions to the library."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from portal.alliance.models import LibrarySubscription, Theme
from portal.audit.actions.events import log_event
from portal.core.errors import NotAllowed
from portal.membership.queries.access import reads_member_pages
from portal.people.models import User

BATCH_SIZE = 200


def subscribe_to_library(*, themes: Iterable[Theme], by: User, at: datetime) -> LibrarySubscription:
    """From now on `by` gets an e-mail when something about these themes is published; without any, about everything.
    Asked again, the later choice counts. Raises NotAllowed for whoever does not read the library."""
    if not reads_member_pages(by, at):
        raise NotAllowed()
    chosen = list(themes)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        row, is_new = LibrarySubscription.objects.update_or_create(
            user=by, defaults={"everything": not chosen, "used_at": at}
        )
        row.themes.set(chosen)
        if is_new:
            log_event(verb="alliance.subscribe_to_library", by=by, about=row, at=at)
    return row


def unsubscribe_from_library(*, by: User, at: datetime) -> None:
    """Ends the subscription of `by`, who may have lost the right to read. Asked twice, done once."""
    with transaction.atomic():
        row = LibrarySubscription.objects.select_for_update().filter(user=by).first()
        if row is not None:
            log_event(verb="alliance.unsubscribe_from_library", by=by, about=row, at=at)
            row.delete()


def erase_subscriptions(*, users: Iterable[UUID]) -> int:
    """Deletes the subscriptions of erased accounts. Answers how many."""
    theirs = LibrarySubscription.objects.filter(user__uuid__in=list(users))
    return _delete(list(theirs.values_list("pk", flat=True)))


def expire_subscriptions(*, before: datetime) -> int:
    """Deletes subscriptions that have not been used since `before`, `BATCH_SIZE` at a time. Answers how many."""
    unused = LibrarySubscription.objects.filter(used_at__lt=before)
    return _delete(list(unused.values_list("pk", flat=True)[:BATCH_SIZE]))


def _delete(keys: list[int]) -> int:
    LibrarySubscription.objects.filter(pk__in=keys).delete()
    return len(keys)
