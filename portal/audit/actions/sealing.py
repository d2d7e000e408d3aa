"""Sealing the record, and dropping what is past its term."""

import json
import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import gettext_noop

from portal.audit.actions.events import log_event
from portal.audit.errors import TermNotOver
from portal.audit.hashing import chain_link, entry_digest, first_link, instant, segment_root
from portal.audit.models import AuditEvent, Counter, Drop, Seal, Segment
from portal.audit.queries.retention import longest_months, months_after
from portal.audit.retention import Term
from portal.core.actors import Actor

logger = logging.getLogger("portal.audit")

LOCK = "audit.sealing"
NOUN = "audit.auditevent"
BATCH_SIZE = 1000
TERM_MONTHS = 132
TERM = Term(
    months=TERM_MONTHS,
    purpose=gettext_noop("To show who did what, for as long as accounts and decisions can be questioned."),
    legal_basis=gettext_noop(
        "GDPR art. 5(2), 6(1)(c); the longest bookkeeping term (FI, ten years) and the year it runs from"
    ),
    counted_from=gettext_noop("the newest entry of a sealed segment"),
)


def seal_events(*, at: datetime) -> list[Segment]:
    """Seal every entry not sealed yet, in segments of at most BATCH_SIZE, each a transaction of its own; answers the
    new segments. Their roots go to the log once committed."""
    segments: list[Segment] = []
    while True:
        segment = _seal_once(at)
        if segment is None:
            return segments
        segments.append(segment)
        if segment.size < BATCH_SIZE:
            return segments


def _seal_once(at: datetime) -> Segment | None:
    """One segment of what stands unsealed, or None.

    Entries become visible in the order their transactions commit, not in the order of their keys, and rolled-back ones
    leave gaps: so what is unsealed is found by what has no seal, never by a range of keys, and under one lock, so that
    two sealers cannot both take an entry.
    """
    with transaction.atomic():
        _lock()
        unsealed = AuditEvent.objects.filter(~Exists(Seal.objects.filter(entry=OuterRef("pk"))))
        entries = list(unsealed.order_by("pk")[:BATCH_SIZE])
        if not entries:
            return None
        last = Segment.objects.order_by("-number").first()
        number, previous = (last.number + 1, last.root) if last else (1, "")
        link = first_link(number, previous)
        seals = []
        for position, entry in enumerate(entries, start=1):
            digest = entry_digest(entry)
            link = chain_link(link, position, entry.pk, digest)
            seals.append(Seal(entry=entry.pk, segment=number, position=position, digest=digest, chain=link))
        keep_until = months_after(max(entry.at for entry in entries), longest_months(NOUN, TERM_MONTHS))
        segment = Segment(
            number=number,
            previous_root=previous,
            root=segment_root(number, previous, len(seals), keep_until, link),
            size=len(seals),
            sealed_at=at,
            keep_until=keep_until,
        )
        segment.save(force_insert=True)
        Seal.objects.bulk_create(seals)
        transaction.on_commit(lambda: _publish(segment), robust=True)
    return segment


def _lock() -> None:
    """The one lock of sealing: a row, held until the transaction ends."""
    Counter.objects.bulk_create([Counter(name=LOCK)], ignore_conflicts=True)
    Counter.objects.select_for_update().get(name=LOCK)


def _publish(segment: Segment) -> None:
    """One line of JSON in the log, out of the database's reach: whoever collects the log can hold the record to it
    (`verify_audit --published`)."""
    logger.info(
        json.dumps(
            {
                "sealed_segment": segment.number,
                "root": segment.root,
                "size": segment.size,
                "sealed_at": instant(segment.sealed_at),
            },
            sort_keys=True,
        )
    )


def drop_expired_segments(*, at: datetime) -> list[int]:
    """Drop every segment past its term: its entries and their seals go, its root stays, and that it was done is
    recorded. Answers the numbers of the segments."""
    dropped = Drop.objects.values("segment")
    expired = Segment.objects.filter(keep_until__lte=at).exclude(number__in=dropped).order_by("number")
    numbers = []
    for number in expired.values_list("number", flat=True):
        drop_segment(number=number, at=at)
        numbers.append(number)
    return numbers


def drop_segment(*, number: int, at: datetime, by: Actor = None) -> None:
    """Drop one segment past its term. Asked twice, done once. Raises TermNotOver; the database refuses too, by its
    own clock."""
    with transaction.atomic():
        _lock()
        segment = Segment.objects.get(number=number)
        if Drop.objects.filter(segment=number).exists():
            return
        newest = AuditEvent.objects.filter(pk__in=_sealed(number)).aggregate(newest=Max("at"))["newest"]
        term = months_after(newest, longest_months(NOUN, TERM_MONTHS)) if newest else segment.keep_until
        if max(term, segment.keep_until) > at:
            raise TermNotOver()
        Drop.objects.create(segment=number, at=at)
        AuditEvent.objects.filter(pk__in=list(_sealed(number))).delete()
        Seal.objects.filter(segment=number).delete()
        log_event(
            verb="audit.drop_segment", by=by, about=segment, at=at, data={"segment": number, "root": segment.root}
        )


def _sealed(number: int) -> QuerySet[Seal, int]:
    return Seal.objects.filter(segment=number).values_list("entry", flat=True)
