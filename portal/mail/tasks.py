"""Sending happens behind the page: a task empties the outbox after each commit, a job sweeps what was left."""

from datetime import datetime, timedelta

from django.dispatch import receiver
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from portal.core import clock
from portal.jobs.registry import job
from portal.mail.actions.sending import due_letters, expire_letters, send_due_letters
from portal.mail.signals import letters_committed


@task(priority=10)
def send_letters() -> dict:
    """Empty the outbox for a while; enqueue the rest, so that other work has its turn."""
    run = send_due_letters(at=clock.now())
    if run.more:
        enqueue_sending()
    return {"sent": run.sent, "failed": run.failed}


@receiver(letters_committed)
def enqueue_sending(**kwargs) -> None:
    """Have the outbox emptied, unless that waits to be done already: a task that has not begun will find every letter
    committed by now."""
    if not DBTaskResult.objects.ready().filter(task_path=send_letters.module_path).exists():
        send_letters.enqueue()


@job("mail.send_due", every=timedelta(minutes=1))
def send_due(at: datetime) -> None:
    """Letters whose next attempt has come, and those a killed worker or a lost task left behind."""
    expire_letters(at=at)
    if due_letters(at=at).exists():
        enqueue_sending()
