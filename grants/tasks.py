"""What runs by the clock."""

import logging
from datetime import datetime, timedelta

from grants.actions.receipts import send_receipt
from grants.actions.reminders import remind_answers, remind_drafts
from grants.queries.applications import unacknowledged
from portal.jobs.registry import job

logger = logging.getLogger(__name__)


@job("grants.send_receipts", every=timedelta(minutes=1))
def send_receipts(at: datetime) -> int:
    """Receipts that were not given when the application was submitted (storage was away, a process died)."""
    given = 0
    for application in unacknowledged().order_by("submitted_at")[:50]:
        try:
            given += send_receipt(application=application, at=at)
        except Exception:
            logger.exception("no receipt for %s", application.reference)
    return given


@job("grants.remind", every=timedelta(hours=1))
def remind(at: datetime) -> int:
    """Drafts of calls that close soon, awards whose answer is due."""
    return remind_drafts(at=at) + remind_answers(at=at)
