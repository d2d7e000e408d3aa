"""Reminding reviewers before their reviews are due."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from portal.assessment import letters
from portal.assessment.actions.locking import lock_round
from portal.assessment.models import Round
from portal.assessment.queries.entries import open_assignments_in
from portal.audit.actions.events import log_event


@transaction.atomic
def remind_panel(*, round: Round, before: Sequence[timedelta], at: datetime) -> int:
    """Write to each panel member with reviews missing, once for each span of `before` that has begun; one who was
    given entries inside the span was told of them just now and is spared. How many were written to."""
    round = lock_round(round)
    begun = [round.due_at - span for span in before if round.due_at - span <= at]
    if not begun or not round.takes_reviews(at):
        return 0
    latest = max(begun)
    waiting = round.members.filter(
        Q(reminded_at=None) | Q(reminded_at__lt=latest), removed_at=None, finished_at=None, user__is_active=True
    )
    written = 0
    for member in waiting.select_related("user").order_by("pk"):
        member.reminded_at = at
        member.save(update_fields=["reminded_at"])
        left = open_assignments_in(round, member.user, at).count()
        if left and open_assignments_in(round, member.user, at).filter(assigned_at__lt=latest).exists():
            letters.queue_reminder_letter(round, member, left=left, at=at)
            written += 1
    if written:
        log_event(verb="assessment.remind_panel", by=None, about=round, at=at, data={"written": written})
    return written
