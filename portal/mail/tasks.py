"""Sending happens behind the page: a task empties the outbox after each commit, a job sweeps what was left."""

from datetime import datetime, timedelta

from django.dispatch import receiver
from django_tasks import task

from portal import clock
from portal.jobs.registry import job
from portal.mail.actions.sending import due_letters, expire_letters, send_due_letters
from portal.mail.signals import letters_committed


@task(priority=10)
def send_letters() -> dict:
    """Empty the outbox for a while; enqueue the rest, so that other work has its turn."""
    run = send_due_letters(at=clock.now())
    if run.more:
        send_letters.enqueue()
    return {"sent": run.sent, "failed": run.failed}


@receiver(letters_committed)
def send_after_commit(**kwargs) -> None:
    send_letters.enqueue()


@job("mail.send_due", every=timedelta(minutes=1))
def send_due(at: datetime) -> None:
    """Letters whose next attempt has come, and those a killed worker or a lost task left behind."""
    expire_letters(at=at)
    if due_letters(at).exists():
        send_letters.enqueue()
