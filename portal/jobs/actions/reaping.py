"""What a worker that was killed left running.

django-tasks-db has neither a heartbeat nor a reaper. Our tasks are safe to run twice (they fetch, then call an action),
so an abandoned one is put back in the queue.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

ABANDONED_AFTER = timedelta(minutes=15)
MAX_ATTEMPTS = 3
BATCH_SIZE = 500


class WorkerDied(Exception):
    """The worker died each time it ran this task."""


def revive_abandoned_tasks(*, at: datetime) -> int:
    """Put tasks back in the queue that have been running for longer than any of ours does; after MAX_ATTEMPTS workers
    died over one, it is failed for good. Answers how many were put back."""
    revived = 0
    with transaction.atomic():
        tasks = DBTaskResult.objects.select_for_update(skip_locked=True).filter(
            status=TaskResultStatus.RUNNING, started_at__lt=at - ABANDONED_AFTER
        )
        for task in tasks.order_by("started_at")[:BATCH_SIZE]:
            if len(task.worker_ids) >= MAX_ATTEMPTS:
                task.set_failed(WorkerDied(f"{len(task.worker_ids)} workers died over it"))
                continue
            task.status, task.started_at = TaskResultStatus.READY, None
            task.save(update_fields=["status", "started_at"])
            revived += 1
    return revived
