"""Starting the site on one's own machine: what is in the way is said in one sentence, odd folders included."""

import errno
import io
import json
import os
import shlex
import socket
import subprocess
import sys
from collections import namedtuple

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from supervisor.options import ServerOptions

from portal.demo.management.commands.demo import Command as Demo
from portal.demo.serving import checks, command, supervising
from portal.demo.serving.checks import CannotStart, FolderLock, check_folder, check_port
from portal.demo.serving.command import framed
from portal.demo.serving.preparing import check_database, own_environment
from portal.demo.serving.supervising import Tail, configure, is_warning

ODD_FOLDERS = ["Åsas mappe", "50 % done", "a ;b", "c #d", "it's", 'say "yes"', "æ+ø"]


@pytest.fixture
def lock_of():
    """`lock_of(folder, port)` takes a folder; all of them are let go after the test."""
    taken = []

    def acquire(folder, port):
        lock = FolderLock(folder)
        lock.acquire(port)
        taken.append(lock)
        return lock

    yield acquire
    for lock in taken:
        lock.release()


@pytest.mark.parametrize("text", ["", "http", "0", "65536", "-1", "8000.5"])
def test_what_is_no_port_is_named(text):
    with pytest.raises(CannotStart, match="is not a port"):
        check_port(text)


def test_a_taken_port_is_named_with_one_that_is_free():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotStart) as refused:
            check_port(str(port))
    suggested = int(str(refused.value).rpartition("PORT=")[2].rstrip("."))
    assert f"Port {port} is taken" in str(refused.value)
    assert check_port(str(suggested)) == suggested


def test_a_full_disk_is_said_before_anything_is_written(tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(checks.shutil, "disk_usage", lambda folder: usage(10**9, 10**9, 5 * 2**20))
    with pytest.raises(CannotStart, match="needs 300 MB and 5 MB are free"):
        check_folder(tmp_path / "var")


def test_a_folder_of_somebody_else_is_said(tmp_path, monkeypatch):
    def refuse(*args, **options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(checks.Path, "touch", refuse)
    with pytest.raises(CannotStart, match="can't be written to"):
        check_folder(tmp_path / "var")


def test_a_second_site_in_the_folder_is_told_where_the_first_one_is(tmp_path, lock_of):
    first = lock_of(tmp_path, 8001)
    with pytest.raises(CannotStart, match=rf"http://localhost:8001/.*kill {os.getpid()}"):
        lock_of(tmp_path, 8002)
    first.release()
    lock_of(tmp_path, 8002)
    assert json.loads((tmp_path / "running.json").read_text())["port"] == 8002


def test_the_folder_stays_taken_while_a_process_of_the_site_lives(tmp_path, lock_of):
    lock = lock_of(tmp_path, 8001)
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[lock.handle.fileno()])
    lock.release()
    with pytest.raises(CannotStart):
        lock_of(tmp_path, 8002)
    child.communicate(b"\n")
    lock_of(tmp_path, 8002)


@pytest.mark.parametrize("name", ODD_FOLDERS)
def test_supervisor_finds_python_and_logs_in_a_folder_of_any_name(tmp_path, monkeypatch, lock_of, name):
    folder = tmp_path / name
    (folder / "log").mkdir(parents=True)
    started = {}
    monkeypatch.setattr(supervising.sys, "executable", str(folder / "bin" / "python"))
    monkeypatch.setattr(supervising.subprocess, "Popen", lambda command, **more: started.update(more, command=command))
    supervising.Supervisor(folder, 8001, lock_of(folder, 8001)).start()
    monkeypatch.setattr(os, "environ", started["env"])
    options = ServerOptions()
    options.environ_expansions = {f"ENV_{key}": value for key, value in started["env"].items()}
    options.realize(args=started["command"][3:])
    web = next(group.process_configs[0] for group in options.process_group_configs if group.name == "web")
    assert shlex.split(web.command)[:3] == [str(folder / "bin" / "python"), "-m", "gunicorn"]
    assert web.stdout_logfile == str(folder / "log" / "web.log")


def test_what_the_terminal_exports_leads_the_demo_nowhere_else(monkeypatch, tmp_path):
    for name in ("DATABASE_URL", "EMAIL_URL", "S3_BUCKET", "STRIPE_SECRET_KEY"):
        monkeypatch.setenv(name, "somewhere in earnest")
    environment = own_environment(tmp_path)
    assert "somewhere in earnest" not in environment.values()
    assert environment["VAR_DIR"] == str(tmp_path)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("2026-11-28 01:33:15,703 ERROR django.request Internal Server Error: /grants/", True),
        ("2026-11-28 01:33:19,420 WARNING portal.mail letter 66cc: refuse after 1 attempts", True),
        ("[2026-11-28 01:33:42 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:9)", True),
        ("OperationalError: database is locked", True),
        ("2026-11-28 01:33:19,137 INFO django_tasks Task id=0f state=SUCCESSFUL", False),
        ("2026-11-28 01:33:15,703 ERROR django.request Service Unavailable: /readyz", False),
        ("[2026-11-28 01:33:42 +0000] [7] [INFO] Booting worker with pid: 7", False),
    ],
)
def test_only_warnings_reach_the_terminal(line, told):
    assert is_warning(line) is told


def test_a_log_is_read_on_from_where_it_was_and_from_the_start_once_it_was_put_aside(tmp_path):
    log = tmp_path / "web.log"
    log.write_text("an earlier run\n")
    tail = Tail(log)
    assert list(tail.new_lines()) == []
    with log.open("a") as more:
        more.write("one\ntwo, half")
    assert list(tail.new_lines()) == ["one"]
    log.write_text("new\n")
    assert list(tail.new_lines()) == ["new"]


def test_the_frame_is_as_wide_as_what_stands_in_it():
    lines = framed([("The portal runs at", "http://localhost:8000/"), ("", "Ctrl-C ends it")]).strip().split("\n")
    assert len({len(line) for line in lines}) == 1
    assert "http://localhost:8000/" in lines[1]


@pytest.mark.django_db
def test_a_database_of_another_version_is_told_how_to_start_over():
    check_database()
    MigrationRecorder(connection).record_applied("grants", "0099_of_tomorrow")
    with pytest.raises(CannotStart, match="make demo-reset STAGE=jury"):
        check_database(stage="jury")


@pytest.mark.django_db
def test_a_database_whose_tables_lack_what_the_models_read_is_told_so_too():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cities_country RENAME COLUMN names TO titles")
    with pytest.raises(CannotStart, match="made by another version"):
        check_database()


@pytest.mark.django_db
def test_one_that_has_still_to_be_migrated_is_no_fault():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cities_country RENAME COLUMN names TO titles")
    MigrationRecorder(connection).record_unapplied("cities", "0001_initial")
    check_database()


@pytest.mark.django_db
def test_a_migration_another_package_has_folded_into_one_is_no_fault():
    MigrationRecorder(connection).record_applied("wagtailcore", "0000_folded")
    check_database()


def test_a_stage_there_is_not_is_answered_with_those_there_are():
    with pytest.raises(SystemExit, match="nominating.*decided"):
        call_command("demo", stage="summer", port="8000", stdout=io.StringIO())


def test_each_process_logs_to_a_file():
    text = configure(8000)
    assert text.count("[program:") == text.count("stdout_logfile = %(ENV_PORTAL_LOG)s/%(program_name)s.log") == 3


@pytest.mark.parametrize(
    "fault", [OperationalError("database or disk is full"), OSError(errno.ENOSPC, "No space left on device")]
)
def test_a_disk_that_fills_up_meanwhile_ends_in_a_sentence(tmp_path, monkeypatch, fault):
    def fill(*args, **options):
        raise fault

    monkeypatch.setattr(Demo, "use_environment", lambda self, folder, port: None)
    monkeypatch.setattr(command, "folder_of", lambda stage: tmp_path)
    monkeypatch.setattr(command, "prepare", fill)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(SystemExit, match="The disk is full"):
        call_command("demo", port=str(port), stdout=io.StringIO())
