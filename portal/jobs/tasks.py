"""Background work looks after itself: the worker shows it is alive, abandoned tasks go back into the queue."""

from datetime import timedelta

from django.core.management import call_command
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task, task_backends
from django_tasks.base import TASK_MAX_PRIORITY, TaskResultStatus
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from portal.core.clock import now
from portal.jobs.actions.heartbeat import record_heartbeat
from portal.jobs.actions.reaping import revive_abandoned_tasks
from portal.jobs.registry import job

DAYS_KEPT = 14
DAYS_FAILURES_KEPT = 28


@task(priority=TASK_MAX_PRIORITY)
def send_heartbeat() -> None:
    """Run by the worker, whose heartbeat it is: before anything else that waits, or a long queue would look like a dead
    worker."""
    record_heartbeat(name="worker", at=now())


@job("jobs.ask_worker", every=timedelta(minutes=1))
def ask_worker(at) -> None:
    """Ask the worker to show that it is alive; once, however long it stays silent."""
    waiting = DBTaskResult.objects.filter(task_path=send_heartbeat.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        send_heartbeat.enqueue()


@job("jobs.revive_tasks", every=timedelta(minutes=5))
def revive_tasks(at) -> None:
    revive_abandoned_tasks(at=at)


@job("jobs.prune_tasks", every=timedelta(days=1))
def prune_tasks(at) -> None:
    """Delete the results of tasks that ended long ago; failures stay for longer, to be looked at. Where tasks are done
    at once (`manage.py run`) there are none."""
    if isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], DatabaseBackend):
        call_command(
            "prune_db_task_results",
            queue_name="*",
            min_age_days=DAYS_KEPT,
            failed_min_age_days=DAYS_FAILURES_KEPT,
            verbosity=0,
        )
