"""Web and worker are killed (real processes, a real mail server) between an action and its letters."""

import email
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from contextlib import ExitStack, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from portal.core.clock import now
from portal.jobs.models import JobRun
from portal.mail.models import Batch, Letter
from portal.mail.states import LetterState

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 240

pytestmark = pytest.mark.django_db(transaction=True)


def database_url():
    own = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{own['NAME']}"
    access = f"{own['USER']}:{own['PASSWORD']}".rstrip(":")
    return f"postgres://{access}@{own['HOST']}:{own['PORT']}/{own['NAME']}"


class Machine:
    """Starts the portal's processes and kills them."""

    def __init__(self, folder, stack):
        self.folder, self.stack = folder, stack
        self.received = folder / "received"
        self.received.mkdir()
        self.told = folder / "told"
        os.mkfifo(self.told)
        self.errors = stack.enter_context((folder / "log").open("a"))
        self.smtp_socket, self.web_socket = self._listening(), self._listening()
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.config.settings.local",
            "DEBUG": "off",
            "DATABASE_URL": database_url(),
            "EMAIL_URL": f"smtp://127.0.0.1:{self.smtp_socket.getsockname()[1]}",
            "TOLD": str(self.told),
        }
        self.smtp = self.start(
            "-m", "tests.portal.mail.smtp_server", str(self.smtp_socket.fileno()), str(self.received),
            pass_fds=[self.smtp_socket.fileno()],
        )  # fmt: skip

    def _listening(self):
        return self.stack.enter_context(socket.create_server(("127.0.0.1", 0)))

    def start(self, *arguments, **options):
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            start_new_session=True,
            **options,
        )
        self.stack.callback(self.kill, process)
        return process

    def kill(self, process):
        """`kill -9`, its children too."""
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()

    def manage(self, *arguments):
        return self.start("manage.py", *arguments)

    def worker(self, *arguments):
        return self.manage("db_worker", "--no-reload", "--no-startup-delay", "--interval=0.1", *arguments)

    def finish(self, *arguments):
        assert self.manage(*arguments).wait(PATIENCE) == 0, self.log()

    def web(self):
        return self.start(
            "-m", "gunicorn", "--no-control-socket", "--workers=1", "--timeout=0",
            f"--bind=fd://{self.web_socket.fileno()}", "tests.portal.mail.wsgi",
            pass_fds=[self.web_socket.fileno()],
        )  # fmt: skip

    def act(self, moment):
        """Ask the web process for the action, and wait until it hangs at the moment where it is to be killed."""
        address = f"http://127.0.0.1:{self.web_socket.getsockname()[1]}/act/"

        def ask():
            with suppress(urllib.error.URLError, OSError):  # the process is killed under it
                urllib.request.urlopen(address, urllib.parse.urlencode({"hang": moment}).encode(), timeout=PATIENCE)

        asking = threading.Thread(target=ask)
        asking.start()
        self.stack.callback(asking.join)
        heard = os.open(self.told, os.O_RDONLY | os.O_NONBLOCK)
        self.stack.callback(os.close, heard)
        assert self._says(heard) == moment

    def _says(self, source):
        assert select.select([source], [], [], PATIENCE)[0], self.log()
        return os.read(source, 100).decode().strip()

    def wait_until_the_server_stalls(self):
        assert self._says(self.smtp.stdout.fileno()) == "stalled"

    def log(self):
        return (self.folder / "log").read_text()

    def messages(self):
        return [email.message_from_bytes(path.read_bytes()) for path in self.received.iterdir()]


@pytest.fixture
def machine(tmp_path):
    with ExitStack() as stack:
        yield Machine(tmp_path, stack)


def states():
    return dict(Letter.objects.values_list("to_name", "state"))


def test_killed_before_the_commit_neither_the_change_nor_its_letters_are_there(machine):
    web = machine.web()
    machine.act("before the commit")
    machine.kill(web)
    assert not Letter.objects.exists()
    assert not Batch.objects.exists()


def test_killed_after_the_commit_no_letter_is_lost_and_none_but_the_one_cut_off_goes_twice(machine):
    web, worker = machine.web(), machine.worker()
    machine.act("after the commit")
    machine.kill(web)
    assert Batch.objects.exists()
    assert set(states().values()) == {LetterState.WAITING}
    assert not DBTaskResult.objects.exists(), "the web process died before it could ask for the sending"

    machine.finish("run_due")
    machine.wait_until_the_server_stalls()
    machine.kill(worker)
    assert states() == {
        "first": LetterState.SENT,
        "stall": LetterState.SENDING,
        "gone": LetterState.WAITING,
        "last": LetterState.WAITING,
    }

    # Five minutes later: the claim has run out, and the sweep is due again.
    Letter.objects.filter(state=LetterState.SENDING).update(claimed_until=now())
    JobRun.objects.update(next_at=now() - timedelta(seconds=1))
    machine.finish("run_due")
    assert machine.worker("--batch").wait(PATIENCE) == 0, machine.log()

    assert states() == {
        "first": LetterState.SENT,
        "stall": LetterState.SENT,
        "gone": LetterState.REFUSED,
        "last": LetterState.SENT,
    }
    assert Letter.objects.get(to_name="gone").last_words == "550 5.1.1 no such user here"
    ids = dict(Letter.objects.values_list("to_name", "message_id"))
    assert Counter(message["Message-ID"] for message in machine.messages()) == {
        ids["first"]: 1,
        ids["stall"]: 2,
        ids["last"]: 1,
    }
    for message in machine.messages():
        reader = message["To"].partition("@")[0].rpartition("<")[2]
        text = message.get_payload()[0].get_payload(decode=True).decode()
        assert f"https://example.org/{reader}/" in text
    tries = Letter.objects.get(to_name="stall").tries.order_by("number").values_list("outcome", flat=True)
    assert list(tries) == ["cut_off", "taken"]
