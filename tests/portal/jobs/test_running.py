"""What is due runs, each job under its own lock, and one that fails stops no other."""

import os
import signal
import subprocess
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from portal.jobs import locks, registry
from portal.jobs.actions.running import run_due, run_job
from portal.jobs.management.commands import run_due as command
from portal.jobs.models import Heartbeat, JobRun
from portal.jobs.queries.health import failing_jobs, jobs_overview, last_seen
from portal.jobs.registry import job
from tests.support.concurrency import PATIENCE

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 9, 1, 12, 0, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def own_jobs(monkeypatch):
    """Only the jobs a test registers."""
    monkeypatch.setattr(registry, "_jobs", {})
    monkeypatch.setattr(registry, "discover", lambda: None)


@pytest.fixture
def ran():
    return []


@pytest.fixture
def letters(ran):
    @job("tests.letters", every=MINUTE)
    def send(at):
        ran.append(at)

    return registry.all_jobs()[0]


def broken(name="tests.broken", every=MINUTE):
    @job(name, every=every)
    def fail(at):
        raise RuntimeError("the post office is shut")


def test_a_job_runs_when_its_time_has_come_and_not_before(letters, ran):
    run_due(at=NOON)
    run_due(at=NOON + timedelta(seconds=20))
    assert ran == [NOON]
    run_due(at=NOON + timedelta(seconds=30))
    assert ran == [NOON, NOON + timedelta(seconds=30)]


def test_a_late_round_does_not_push_later_ones_back(letters, ran):
    run_due(at=NOON)
    assert JobRun.objects.get().next_at == datetime(2026, 9, 1, 12, 1, tzinfo=UTC)
    run_due(at=datetime(2026, 9, 1, 12, 1, 59, tzinfo=UTC))
    run_due(at=datetime(2026, 9, 1, 12, 2, 1, tzinfo=UTC))
    assert len(ran) == 3


def test_a_nightly_job_runs_once_a_day_by_utc(ran):
    @job("tests.nightly", every=timedelta(days=1))
    def nightly(at):
        ran.append(at)

    run_due(at=NOON)
    assert JobRun.objects.get().next_at == datetime(2026, 9, 2, tzinfo=UTC)


def test_one_failing_job_stops_no_other_and_is_seen(letters, ran):
    broken("tests.a_broken")
    outcomes = run_due(at=NOON)
    assert [(one.name, bool(one.error)) for one in outcomes] == [("tests.a_broken", True), ("tests.letters", False)]
    assert len(ran) == 1
    run = JobRun.objects.get(name="tests.a_broken")
    assert (run.failures, run.last_error) == (1, "RuntimeError: the post office is shut")
    assert failing_jobs() == ["tests.a_broken"]
    assert [(view.name, view.failing) for view in jobs_overview()] == [
        ("tests.a_broken", True),
        ("tests.letters", False),
    ]


def test_a_failing_job_is_tried_again_with_growing_pauses_but_not_later_than_its_time():
    broken(every=timedelta(hours=1))
    pauses, at = [], datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
    for _ in range(4):
        run_due(at=at)
        pauses.append(JobRun.objects.get().next_at - at)
        at = JobRun.objects.get().next_at
    assert pauses == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]


def test_a_job_that_has_failed_for_weeks_keeps_to_its_own_time():
    broken(every=timedelta(days=1))
    JobRun.objects.create(name="tests.broken", failures=4000)
    run_due(at=NOON)
    assert JobRun.objects.get().next_at == datetime(2026, 9, 2, tzinfo=UTC)


def test_a_job_that_goes_well_again_is_no_longer_failing():
    broken()
    run_due(at=NOON)

    registry._jobs.clear()
    job("tests.broken", every=MINUTE)(lambda at: None)
    run_due(at=NOON + 2 * MINUTE)
    run = JobRun.objects.get()
    assert (run.failures, run.succeeded_at) == (0, NOON + 2 * MINUTE)
    assert failing_jobs() == []


def test_several_errors_at_once_are_all_named():
    @job("tests.many", every=MINUTE)
    def many(at):
        raise ExceptionGroup("retention", [ValueError("one"), KeyError("two")])

    [outcome] = run_due(at=NOON)
    assert "ValueError: one; KeyError: 'two'" in outcome.error


def held(by, until=NOON + MINUTE):
    return JobRun.objects.create(name="tests.letters", holder=by, held_until=until)


class TestTheLock:
    def test_a_job_another_machine_holds_is_passed_over(self, letters, ran):
        held("elsewhere:1:abc")
        assert run_due(at=NOON) == []
        assert ran == []

    def test_a_hold_lapses_with_its_lease(self, letters, ran):
        held("elsewhere:1:abc", until=NOON)
        run_due(at=NOON)
        assert ran == [NOON]

    def test_a_holder_of_this_machine_that_died_holds_nothing(self, letters, ran):
        process = subprocess.Popen(["true"])
        process.wait()
        host = locks.process_name().split(":")[0]
        held(f"{host}:{process.pid}:abc")
        run_due(at=NOON)
        assert ran == [NOON]

    def test_a_holder_of_this_machine_that_lives_holds_on(self, letters, ran):
        host = locks.process_name().split(":")[0]
        held(f"{host}:{os.getppid()}:abc")
        assert run_due(at=NOON) == []

    def test_a_process_that_was_given_a_dead_ones_number_is_not_mistaken_for_it(self, letters, ran):
        """In a container every process is number 1, before a restart and after."""
        host = locks.process_name().split(":")[0]
        held(f"{host}:{os.getpid()}:another-life")
        run_due(at=NOON)
        assert ran == [NOON]

    def test_a_process_of_someone_else_lives(self, monkeypatch):
        def refuse(pid, number):
            raise PermissionError

        monkeypatch.setattr(os, "kill", refuse)
        assert not locks.is_dead(f"{locks.process_name().split(':')[0]}:77:abc")

    def test_nonsense_holds_nothing(self):
        assert locks.is_dead("nonsense")

    def test_a_job_that_outlived_its_lease_leaves_the_lock_to_its_taker(self, ran):
        @job("tests.slow", every=MINUTE)
        def slow(at):
            JobRun.objects.update(holder="elsewhere:1:abc")

        run_due(at=NOON)
        assert JobRun.objects.get().holder == "elsewhere:1:abc"

    @pytest.mark.django_db(transaction=True)
    def test_two_rounds_at_once_run_a_job_once(self, letters, ran):
        start = threading.Barrier(4)

        def round_():
            start.wait(PATIENCE)
            try:
                run_job(job=letters, at=NOON)
            finally:
                connection.close()

        threads = [threading.Thread(target=round_) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert ran == [NOON]


class TestTheCommand:
    pytestmark = pytest.mark.django_db(transaction=True)

    def test_it_says_what_ran(self, letters, capsys):
        call_command("run_due")
        assert capsys.readouterr().out == "tests.letters: done\n"
        assert last_seen("scheduler") == Heartbeat.objects.get().at

    def test_it_fails_naming_what_failed(self):
        broken()
        with pytest.raises(CommandError, match="tests.broken: RuntimeError: the post office is shut"):
            call_command("run_due")

    def test_in_a_loop_it_goes_round_until_it_is_told_to_stop(self, ran, clock):
        clock(NOON)

        @job("tests.stops", every=timedelta(seconds=1))
        def stops(at):
            ran.append(at)
            clock.shift(5)
            if len(ran) == 4:
                os.kill(os.getpid(), signal.SIGTERM)

        @job("tests.zzz", every=timedelta(days=1))
        def never_reached_in_the_last_round(at):
            ran.append("zzz")

        before = signal.getsignal(signal.SIGTERM)
        call_command("run_due", "--loop", "--interval", "0")
        assert [one for one in ran if one != "zzz"] == [NOON, NOON + timedelta(seconds=5), NOON + timedelta(seconds=10)]
        assert ran.count("zzz") == 1
        assert signal.getsignal(signal.SIGTERM) == before

    def test_in_a_loop_a_database_that_is_away_is_waited_for(self, monkeypatch, ran):
        def away(**kwargs):
            ran.append("round")
            if len(ran) == 2:
                os.kill(os.getpid(), signal.SIGINT)
            raise DatabaseError("gone")

        monkeypatch.setattr(command, "run_due", away)
        call_command("run_due", "--loop", "--interval", "0")
        assert ran == ["round", "round"]

    def test_a_round_that_is_told_to_stop_begins_no_other_job(self, letters, ran):
        assert run_due(at=NOON, stopping=lambda: True) == []
        assert ran == []


class TestTheRegistry:
    def test_a_name_is_registered_once(self, letters):
        with pytest.raises(ValueError, match=r"two jobs are called tests\.letters"):
            job("tests.letters", every=MINUTE)(lambda at: None)

    def test_jobs_have_their_row_named_after_them(self, letters):
        run_due(at=NOON)
        assert str(JobRun.objects.get()) == "tests.letters"
        assert str(Heartbeat.objects.get()) == "scheduler"


def test_every_apps_jobs_are_found(monkeypatch):
    monkeypatch.undo()
    names = [one.name for one in registry.all_jobs()]
    assert {"jobs.ask_worker", "jobs.revive_tasks", "jobs.prune_tasks", "audit.seal"} <= set(names)
