"""Letters the clock sends. Openings and closings need none of it: they are conditions in queries."""

from datetime import datetime, timedelta

from django.db import transaction

from grants.letters import calls, decisions
from grants.models import Application, Award
from grants.queries.applications import drafts_missed, drafts_to_remind
from grants.states import ApplicationState, AwardState

DRAFT_NOTICE = timedelta(days=3)
ANSWER_NOTICE = timedelta(days=3)
BATCH_SIZE = 200


def remind_drafts(*, at: datetime) -> int:
    """Write once to those whose draft is not submitted when their call closes within three days; how many."""
    return sum(_remind_draft(row.pk, at) for row in drafts_to_remind(at, at + DRAFT_NOTICE).order_by("pk")[:BATCH_SIZE])


@transaction.atomic
def _remind_draft(pk: int, at: datetime) -> bool:
    row = Application.objects.select_for_update(of=("self",)).select_related("call__fund", "organisation").get(pk=pk)
    if row.reminded_at or row.state != ApplicationState.DRAFT:
        return False
    row.reminded_at = at
    row.save(update_fields=["reminded_at"])
    calls.queue_draft_reminder_letter(row, at)
    return True


def tell_missed(*, at: datetime) -> int:
    """Write once to those whose draft was not submitted when its call closed; how many."""
    return sum(
        _tell_missed(pk, at) for pk in drafts_missed(at).order_by("pk").values_list("pk", flat=True)[:BATCH_SIZE]
    )


@transaction.atomic
def _tell_missed(pk: int, at: datetime) -> bool:
    row = Application.objects.select_for_update(of=("self",)).select_related("call__fund", "organisation").get(pk=pk)
    # Asked again of the locked row: the call may have been given more time meanwhile.
    if row.missed_at or row.state != ApplicationState.DRAFT or row.call.closes_at > at:
        return False
    row.missed_at = at
    row.save(update_fields=["missed_at"])
    this = Application.objects.filter(pk=row.pk)
    calls.queue_call_letter(calls.DRAFT_MISSED, row.call, this, at, key=f"{row.call.closes_at:%Y%m%d%H%M}")
    return True


def remind_answers(*, at: datetime) -> int:
    """Write once to those whose award has waited for an answer until three days before it is due; how many."""
    waiting = Award.objects.filter(
        state=AwardState.OFFERED, reminded_at__isnull=True, answer_due__lte=at + ANSWER_NOTICE
    )
    return sum(_remind_answer(pk, at) for pk in waiting.order_by("pk").values_list("pk", flat=True)[:BATCH_SIZE])


@transaction.atomic
def _remind_answer(pk: int, at: datetime) -> bool:
    award = Award.objects.select_for_update(of=("self",)).get(pk=pk)
    if award.reminded_at or award.state != AwardState.OFFERED:
        return False
    award.reminded_at = at
    award.save(update_fields=["reminded_at"])
    decisions.queue_answer_reminder_letter(award, at)
    return True
