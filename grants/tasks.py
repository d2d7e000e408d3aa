"""What runs behind the page, and what runs by the clock."""

import logging
from datetime import datetime, timedelta

from django_tasks import task

from grants.actions.receipts import send_receipt
from grants.actions.reminders import remind_answers, remind_drafts, tell_missed
from grants.models import Application
from grants.queries.applications import unacknowledged
from portal.core import clock
from portal.jobs.registry import job

logger = logging.getLogger(__name__)


@task()
def send_receipt_of(application_uuid: str) -> None:
    """Make and send the receipt of what was just submitted. If it can't be, `send_receipts` does."""
    application = Application.objects.filter(uuid=application_uuid).first()
    if application is not None:
        send_receipt(application=application, at=clock.now())


@job("grants.send_receipts", every=timedelta(minutes=1))
def send_receipts(at: datetime) -> int:
    """Receipts that were not given when the application was submitted (storage was away, the worker died)."""
    given = 0
    for application in unacknowledged().order_by("submitted_at")[:50]:
        try:
            given += send_receipt(application=application, at=at)
        except Exception:
            logger.exception("no receipt for %s", application.reference)
    return given


@job("grants.remind", every=timedelta(hours=1))
def remind(at: datetime) -> int:
    """Drafts of calls that close soon or have closed, awards whose answer is due."""
    return remind_drafts(at=at) + remind_answers(at=at) + tell_missed(at=at)
