"""Asking for a job out of turn."""

from datetime import datetime

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.core.actors import Actor
from portal.core.permission import require_role
from portal.jobs.models import JobRun


def run_job_soon(*, name: str, by: Actor, at: datetime) -> JobRun:
    """Let the job called `name` run at the next round of run_due, whatever its time. Asked twice, done once. Raises
    NotAllowed."""
    require_role(by, "administrator")
    with transaction.atomic():
        JobRun.objects.bulk_create([JobRun(name=name)], ignore_conflicts=True)
        run = JobRun.objects.select_for_update().get(name=name)
        if run.next_at is None:
            return run
        run.next_at = None
        run.save(update_fields=["next_at"])
        log_event(verb="desk.run_job_soon", by=by, about=run, at=at, data={"job": name})
    return run
