"""How background work is doing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.core.clock import now
from portal.jobs.models import Heartbeat, JobRun
from portal.jobs.registry import all_jobs

# Every process beats about once a minute; one that has not for this long has stopped.
SILENT_AFTER = timedelta(minutes=5)
STARTED_AT = now()


@dataclass(frozen=True, slots=True)
class JobView:
    """One registered job as staff see it. `run` is None while it has never run."""

    name: str
    every: timedelta
    run: JobRun | None

    @property
    def failing(self) -> bool:
        return bool(self.run and self.run.failures)


def jobs_overview() -> list[JobView]:
    """Every registered job and how it went last, failing ones first. One query."""
    runs = {run.name: run for run in JobRun.objects.all()}
    views = [JobView(job.name, job.every, runs.get(job.name)) for job in all_jobs()]
    return sorted(views, key=lambda view: (not view.failing, view.name))


def failing_jobs() -> list[str]:
    """Names of jobs whose last run failed."""
    return list(JobRun.objects.filter(failures__gt=0).values_list("name", flat=True))


def failing_tasks(at: datetime, within: timedelta = timedelta(days=1)) -> int:
    """How many background tasks failed lately."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, finished_at__gt=at - within).count()


def last_seen(name: str) -> datetime | None:
    """When the "scheduler" or the "worker" was last alive; None: never."""
    return Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()


def is_silent(name: str, at: datetime) -> bool:
    """Whether the "scheduler" or the "worker" should have been seen by now and was not. What starts together with this
    process needs a moment, whatever was seen before the last stop: no sooner than SILENCE after it began is it missed.
    """
    return max(last_seen(name) or STARTED_AT, STARTED_AT) < at - SILENT_AFTER


def recent_failures(most: int = 20) -> list[DBTaskResult]:
    """The background tasks that failed last, newest first."""
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).defer("traceback", "return_value")
    return list(failed.order_by("-finished_at")[:most])
