"""The demo while it runs: waited for, followed and ended; and what it clears and carries over before."""

import http.server
import os
import subprocess
import sys
import threading

import pytest

from portal.demo.management.commands import run
from portal.demo.serving import preparing, supervising
from portal.demo.serving.checks import CannotStart
from portal.demo.serving.preparing import CountedMigrate, clear, ensure_own_environment
from portal.demo.serving.supervising import Supervisor

WARNING = "2026-11-28 01:33:19,420 WARNING portal.mail letter 66cc: refuse after 1 attempts\n"
STUBBORN = "import signal, sys; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); sys.stdin.read()"


@pytest.fixture
def answering():
    """`answering(503, 200)` is the port of a server that answers so, the last one again and again."""
    servers = []

    def start(*statuses):
        left = list(statuses)

        class Answer(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(left.pop(0) if len(left) > 1 else left[0])
                self.end_headers()

            def log_message(self, *args):
                pass

        server = http.server.HTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return server.server_address[1]

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def supervisor(tmp_path, monkeypatch):
    """`supervisor(port, code)`: one whose supervisord is a Python process that runs `code`."""
    monkeypatch.setattr(supervising, "PAUSE", 0.01)
    (tmp_path / "log").mkdir()
    made = []

    def make(code="import sys; sys.stdin.read()", port=1):
        one = Supervisor(tmp_path, port, lock=None)
        one.process = subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        made.append(one.process)
        return one

    yield make
    for process in made:
        process.kill()
        with process:  # closes its pipes
            pass


def test_ready_is_when_the_site_says_so_and_warnings_are_told_meanwhile(supervisor, answering, tmp_path):
    one = supervisor(port=answering(503, 503, 200))
    (tmp_path / "log" / "worker.log").write_text(WARNING)
    told = []
    one.wait_until_ready(told.append)
    assert told == [f"worker: {WARNING.strip()}"]


def test_a_site_that_ends_before_it_is_ready_is_not_waited_for(supervisor, answering):
    one = supervisor("pass", port=answering(503))
    with pytest.raises(CannotStart, match="did not start"):
        one.wait_until_ready(lambda line: None)


def test_the_address_is_said_again_once_warnings_pause(supervisor, monkeypatch, tmp_path):
    monkeypatch.setattr(supervising, "QUIET", 0.02)
    one = supervisor()
    (tmp_path / "log" / "web.log").write_text(WARNING)
    told = []

    def remind():
        told.append("the address")
        one.process.stdin.close()

    with pytest.raises(CannotStart, match="ended by itself"):
        one.follow(told.append, remind)
    assert told == [f"web: {WARNING.strip()}", "the address"]


def test_ending_it_ends_a_process_that_listens_and_one_that_does_not(supervisor, monkeypatch):
    one = supervisor()
    one.stop()
    assert one.process.poll() is not None
    one.stop()
    stubborn = supervisor(STUBBORN)
    stubborn.process.stdout.readline()
    monkeypatch.setattr(supervising, "END_PATIENCE", 0.1)
    stubborn.stop()
    assert stubborn.process.poll() is not None


def test_beginning_anew_removes_what_the_site_wrote_and_nothing_of_other_stages(tmp_path):
    for name in ("portal.sqlite3", "portal.sqlite3-wal", "media/a.jpg", "jury/portal.sqlite3", "test/cluster.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    clear(tmp_path)
    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert left == ["jury/portal.sqlite3", "test/cluster.json"]


def test_a_command_starts_anew_only_in_another_environment_than_its_own(tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr(preparing.os, "execve", lambda program, arguments, environment: started.append(environment))
    monkeypatch.setattr(preparing.os, "chdir", lambda folder: None)
    monkeypatch.setattr(os, "environ", {"DATABASE_URL": "postgres://in/earnest", "HOME": "/home/kari"})
    ensure_own_environment(tmp_path, SITE_URL="http://localhost:8001")
    assert [set(environment) & {"DATABASE_URL", "HOME"} for environment in started] == [{"HOME"}]
    assert started[0]["SITE_URL"] == "http://localhost:8001"
    monkeypatch.setattr(os, "environ", started[0])
    ensure_own_environment(tmp_path, SITE_URL="http://localhost:8001")
    assert len(started) == 1


def test_making_the_database_says_how_far_it_is():
    said = []
    migrate = CountedMigrate(said.append)
    migrate.total = 60
    for _ in range(60):
        for action in ("apply_start", "apply_success"):
            migrate.migration_progress_callback(action)
    assert said == ["Making the database: 60 steps", "  25 of 60", "  50 of 60"]


def test_the_developers_server_is_waited_for_as_long_as_it_lives(supervisor, answering, monkeypatch):
    lives = supervisor().process
    assert run._answers(lives, answering(200))
    assert not run._ended_within(lives, 0.01)
    lives.stdin.close()
    assert run._ended_within(lives, 60)
    assert not run._answers(lives, 1)
