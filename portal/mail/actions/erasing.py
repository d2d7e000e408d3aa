"""Erasure: words after their time, a person when they ask. What stays are counts, kinds and instants."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from portal.mail.models import Attempt, Code, Letter, Link
from portal.mail.states import ENDED, OPEN, LetterState

ERASED = "erased"
_WORDS = {"subject": "", "text": "", "html": "", "secrets": {}, "attachments": [], "last_words": ""}
CHUNK = 500


def erase_words(*, ended_before: datetime, at: datetime) -> int:
    """Erase subject and text of letters that ended before an instant, some hundred at a time. Returns how many."""
    erased = 0
    while True:
        with transaction.atomic():
            old = Letter.objects.filter(erased_at=None, state__in=ENDED, ended_at__lt=ended_before)
            keys = list(old.order_by("id").values_list("pk", flat=True)[:CHUNK])
            _erase(Letter.objects.filter(pk__in=keys), at)
        erased += len(keys)
        if len(keys) < CHUNK:
            return erased


def erase_recipient(*, at: datetime, email: str = "", uuid: uuid.UUID | None = None) -> int:
    """Take a person out of letters, links and codes: their words and address go, what had not been sent is dropped,
    their links open nothing any more. Call it inside the erasure's transaction. Returns how many letters it touched."""
    theirs = Q()
    if email:
        theirs |= Q(to_email__iexact=email.strip())
    if uuid:
        theirs |= Q(to_uuid=uuid)
    if not theirs:
        raise ValueError("erase_recipient needs an e-mail address or a uuid")
    with transaction.atomic():
        letters = Letter.objects.filter(theirs)
        letters.filter(state__in=(*OPEN, LetterState.HELD)).update(
            state=LetterState.DROPPED, ended_at=at, claim=None, claimed_until=None
        )
        keys = list(letters.values_list("pk", flat=True))
        _erase(Letter.objects.filter(pk__in=keys), at)
        Letter.objects.filter(pk__in=keys).update(to_email=ERASED, to_name="", to_uuid=None, search_text="")
        links = Q(email__iexact=email.strip()) if email else Q()
        links |= Q(to_uuid=uuid) if uuid else Q()
        Link.objects.filter(links, revoked_at=None).update(revoked_at=at)
        Link.objects.filter(links).update(email=ERASED, name="", to_uuid=None)
        if email:
            Code.objects.filter(email__iexact=email.strip()).delete()
    return len(keys)


def forget_codes(*, before: datetime) -> int:
    """Delete codes issued before an instant: they confirmed what they were for long ago. Returns how many."""
    return Code.objects.filter(issued_at__lt=before).delete()[0]


def _erase(letters, at: datetime) -> None:
    Attempt.objects.filter(letter__in=letters).update(words="")
    letters.update(**_WORDS, erased_at=at)
