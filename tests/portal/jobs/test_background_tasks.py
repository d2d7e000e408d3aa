"""What a dead worker left is queued again; what ended long ago is forgotten; the worker shows that it lives."""

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from portal.jobs import tasks
from portal.jobs.actions.heartbeat import record_heartbeat
from portal.jobs.actions.reaping import revive_abandoned_tasks
from portal.jobs.models import Heartbeat
from portal.jobs.queries.health import failing_tasks, last_seen, recent_failures

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


def task(**fields):
    return DBTaskResult.objects.create(
        **{
            "args_kwargs": {"args": [], "kwargs": {}},
            "task_path": "portal.jobs.tasks.send_heartbeat",
            "backend_name": "default",
            "run_after": get_date_max(),
            "exception_class_path": "",
            "traceback": "",
            **fields,
        }
    )


def running(minutes, attempts=1):
    return task(
        status=TaskResultStatus.RUNNING,
        started_at=NOON - timedelta(minutes=minutes),
        worker_ids=[f"w{n}" for n in range(attempts)],
    )


def test_a_task_abandoned_by_its_worker_is_queued_again():
    abandoned, at_work = running(16), running(5)
    assert revive_abandoned_tasks(at=NOON) == 1
    abandoned.refresh_from_db()
    at_work.refresh_from_db()
    assert (abandoned.status, abandoned.started_at) == (TaskResultStatus.READY, None)
    assert at_work.status == TaskResultStatus.RUNNING
    assert list(DBTaskResult.objects.ready()) == [abandoned]


def test_a_task_that_kills_every_worker_is_given_up():
    deadly = running(16, attempts=3)
    assert revive_abandoned_tasks(at=NOON) == 0
    deadly.refresh_from_db()
    assert deadly.status == TaskResultStatus.FAILED
    assert "3 workers died over it" in deadly.traceback
    [failure] = recent_failures()
    assert failure.exception_class_path.endswith("WorkerDied")


def test_results_are_deleted_after_a_while_and_failures_later(clock, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    clock(NOON)
    for status, days in (("SUCCESSFUL", 15), ("SUCCESSFUL", 13), ("FAILED", 15), ("FAILED", 29)):
        task(status=TaskResultStatus[status], finished_at=NOON - timedelta(days=days), queue_name=f"queue-{days}")
    task(status=TaskResultStatus.READY)
    tasks.prune_tasks(NOON)
    left = DBTaskResult.objects.exclude(finished_at=None).values_list("status", "queue_name")
    assert sorted(left) == [("FAILED", "queue-15"), ("SUCCESSFUL", "queue-13")]
    assert DBTaskResult.objects.count() == 3


def test_where_tasks_are_done_at_once_there_are_none_to_delete():
    task(status=TaskResultStatus.SUCCESSFUL, finished_at=NOON - timedelta(days=9999))
    tasks.prune_tasks(NOON)
    assert DBTaskResult.objects.count() == 1


def test_failures_of_today_are_counted():
    task(status=TaskResultStatus.FAILED, finished_at=NOON - timedelta(hours=2))
    task(status=TaskResultStatus.FAILED, finished_at=NOON - timedelta(days=2))
    assert failing_tasks(NOON) == 1


def test_the_worker_shows_that_it_lives_by_doing_what_it_is_asked(clock):
    clock(NOON)
    tasks.ask_worker(NOON)
    assert last_seen("worker") == NOON


def test_a_silent_worker_is_asked_only_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    tasks.ask_worker(NOON)
    tasks.ask_worker(NOON)
    assert DBTaskResult.objects.count() == 1
    assert last_seen("worker") is None


def test_a_worker_shows_that_it_lives_before_it_turns_to_a_long_queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    task(status=TaskResultStatus.READY)
    tasks.ask_worker(NOON)
    assert DBTaskResult.objects.ready().first().task_path == tasks.send_heartbeat.module_path


def test_a_heartbeat_is_one_row_however_often_it_beats():
    record_heartbeat(name="scheduler", at=NOON)
    record_heartbeat(name="scheduler", at=NOON + timedelta(minutes=1))
    assert Heartbeat.objects.get().at == NOON + timedelta(minutes=1)


def test_the_job_puts_abandoned_tasks_back():
    running(16)
    tasks.revive_tasks(NOON)
    assert DBTaskResult.objects.get().status == TaskResultStatus.READY
