"""Erasure: words after their time, a person when they ask. What stays are counts, kinds and instants."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from portal.mail.models import Attempt, Code, Letter, Link
from portal.mail.queries.recipients import addresses_of, letters_to, links_to
from portal.mail.states import ENDED, OPEN, LetterState

ERASED = "erased"
_ERASED_FIELDS = {"subject": "", "text": "", "html": "", "secrets": {}, "attachments": [], "last_words": ""}
BATCH_SIZE = 500


def erase_texts(*, ended_before: datetime, at: datetime) -> int:
    """Erase subject and text of letters that ended before an instant, some hundred at a time. Returns how many."""
    erased = 0
    while True:
        with transaction.atomic():
            old = Letter.objects.filter(erased_at=None, state__in=ENDED, ended_at__lt=ended_before)
            keys = list(old.order_by("id").values_list("pk", flat=True)[:BATCH_SIZE])
            _erase(Letter.objects.filter(pk__in=keys), at)
        erased += len(keys)
        if len(keys) < BATCH_SIZE:
            return erased


def erase_recipient(*, at: datetime, uuids: Iterable[UUID] = (), email: str = "") -> int:
    """Take someone out of letters, links and codes: words and address go, what had not been sent is dropped, their
    links open nothing any more. Returns how many letters it touched.

    Letters written before the portal knew who they were (without a uuid) are found by the addresses of the others. An
    address two people share keeps the other's letters.
    """
    uuids = list(uuids)
    with transaction.atomic():
        addresses = addresses_of(uuids) | ({email.strip().lower()} if email.strip() else set())
        letters = list(letters_to(uuids, addresses).values_list("pk", flat=True))
        theirs = Letter.objects.filter(pk__in=letters)
        theirs.filter(state__in=(*OPEN, LetterState.HELD)).update(
            state=LetterState.DROPPED, ended_at=at, claim=None, claimed_until=None
        )
        _erase(theirs, at)
        theirs.update(to_email=ERASED, to_name="", to_uuid=None, search_text="")
        links = links_to(uuids, addresses)
        links.filter(revoked_at=None).update(revoked_at=at)
        Link.objects.filter(pk__in=list(links.values_list("pk", flat=True))).update(email=ERASED, name="", to_uuid=None)
        Code.objects.filter(email__in=addresses).delete()
    return len(letters)


def erase_codes(*, before: datetime) -> int:
    """Delete codes issued before an instant: they confirmed what they were for long ago. Returns how many."""
    return Code.objects.filter(issued_at__lt=before).delete()[0]


def _erase(letters: QuerySet[Letter], at: datetime) -> None:
    Attempt.objects.filter(letter__in=letters).update(words="")
    letters.update(**_ERASED_FIELDS, erased_at=at)
