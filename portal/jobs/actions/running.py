"""Running what is due: each job under its own lock, one failing job stopping no other."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from portal.core.clock import now
from portal.jobs import locks
from portal.jobs.actions.heartbeat import record_heartbeat
from portal.jobs.models import JobRun
from portal.jobs.registry import Job, all_jobs

logger = logging.getLogger("portal.jobs")

FIRST_PAUSE = timedelta(minutes=1)
MAX_ERROR_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one job's run went; `error` is empty where it went well."""

    name: str
    error: str = ""


def run_due(*, at: datetime | None = None, stopping: Callable[[], bool] = lambda: False) -> list[Outcome]:
    """Run every registered job whose time has come, and answer how each went. Safe to run every minute and twice at
    once: a job that another process holds is passed over. `stopping` is asked between jobs."""
    record_heartbeat(name="scheduler", at=at or now())
    outcomes = []
    for job in all_jobs():
        if stopping():
            break
        outcome = run_job(job=job, at=at or now())
        if outcome:
            outcomes.append(outcome)
    return outcomes


def run_job(*, job: Job, at: datetime) -> Outcome | None:
    """Run one job if it is due and nobody holds it; None if not."""
    if not _acquire_lock(job, at):
        return None
    try:
        job.run(at)
    except Exception as error:
        logger.exception("job %s failed", job.name)
        _record_outcome(job, at, error)
        return Outcome(job.name, _in_words(error))
    _record_outcome(job, at, None)
    return Outcome(job.name)


def _acquire_lock(job: Job, at: datetime) -> bool:
    """Take the job's lock if its time has come."""
    with transaction.atomic():
        JobRun.objects.bulk_create([JobRun(name=job.name)], ignore_conflicts=True)
        row = JobRun.objects.select_for_update().get(name=job.name)
        if row.next_at and row.next_at > at:
            return False
        if row.holder and row.held_until and row.held_until > at and not locks.is_dead(row.holder):
            return False
        row.holder, row.held_until, row.started_at = locks.process_name(), at + job.lease, at
        row.save(update_fields=["holder", "held_until", "started_at"])
    return True


def _record_outcome(job: Job, at: datetime, error: Exception | None) -> None:
    """Let the lock go, set the next time, keep what went wrong. A hold that lapsed meanwhile is left to its taker."""
    with transaction.atomic():
        row = JobRun.objects.select_for_update().get(name=job.name)
        if row.holder != locks.process_name():
            return
        row.holder, row.held_until, row.finished_at = "", None, now()
        row.next_at = job.next_after(at)
        if error is None:
            row.failures, row.succeeded_at = 0, at
        else:
            row.failures += 1
            row.last_error = _in_words(error)
            row.next_at = min(row.next_at, at + FIRST_PAUSE * 2 ** min(row.failures - 1, 12))
        row.save()


def _in_words(error: Exception) -> str:
    text = f"{type(error).__name__}: {error}"
    if isinstance(error, ExceptionGroup):
        text = "; ".join([text, *(f"{type(one).__name__}: {one}" for one in error.exceptions)])
    return text[:MAX_ERROR_LENGTH]
