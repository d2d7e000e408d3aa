"""The demo's three processes under one supervisor, and what of them is said on the terminal: whether it is ready, and
warnings. The rest is in var/log/."""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from portal.demo.serving.checks import CannotStart, FolderLock
from portal.demo.serving.preparing import own_environment

# Paths come from the environment: in the file itself a space, a % or a ; of theirs would mean something.
CONFIGURATION = """\
[supervisord]
nodaemon = true
silent = true
user = {user}

[program:web]
command = %(ENV_PORTAL_PYTHON)s -m gunicorn portal.config.wsgi -b 127.0.0.1:{port} -w 2 --threads 4 --no-control-socket

[program:worker]
command = %(ENV_PORTAL_PYTHON)s manage.py db_worker --queue-name * --no-reload

[program:scheduler]
command = %(ENV_PORTAL_PYTHON)s manage.py run_due --loop
"""
EACH = """\
autorestart = true
startretries = 10
stopasgroup = true
killasgroup = true
stdout_logfile = %(ENV_PORTAL_LOG)s/%(program_name)s.log
stdout_logfile_maxbytes = 10MB
stdout_logfile_backups = 1
redirect_stderr = true
"""
PROGRAMS = ("web", "worker", "scheduler")
# Seconds: a slow machine's start, and how often we look.
PATIENCE = 180
PAUSE = 0.3
QUIET = 2
END_PATIENCE = 15
WARNING = re.compile(r"^\S+ \S+ (WARNING|ERROR|CRITICAL) |^\[.*\] \[(WARNING|ERROR|CRITICAL)\]|^\w+(Error|Exception)\b")


class Supervisor:
    """supervisord in a session of its own, so that Ctrl-C reaches it once, from here."""

    def __init__(self, folder: Path, port: int, lock: FolderLock):
        self.folder, self.port, self.lock = folder, port, lock
        self.log = folder / "log"
        self.process = None
        self.tails = [Tail(self.log / f"{name}.log") for name in PROGRAMS]

    def start(self) -> "Supervisor":
        configuration = self.log / "supervisor.conf"
        configuration.write_text(configure(self.port))
        environment = own_environment(
            self.folder,
            SITE_URL=f"http://localhost:{self.port}",
            DEBUG="0",
            PYTHONUNBUFFERED="1",
            PORTAL_PYTHON=shlex.quote(sys.executable),
            PORTAL_LOG=_literal(str(self.log)),
        )
        own = {
            "configuration": configuration,
            "logfile": self.log / "supervisor.log",
            "pidfile": self.log / "supervisor.pid",
        }
        options = [f"--{name}={path}" for name, path in own.items()]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "supervisor.supervisord", *options],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=[self.lock.handle.fileno()],
        )
        return self

    def wait_until_ready(self, say: Callable[[str], object]) -> None:
        """Returns once /readyz says yes; says what the processes warn of meanwhile."""
        until = time.monotonic() + PATIENCE
        while not is_ready(self.port):
            self.tell(say)
            if self.process.poll() is not None or time.monotonic() > until:
                raise CannotStart(f"The site did not start; what its processes said is in {self.log}.")
            time.sleep(PAUSE)

    def tell(self, say: Callable[[str], object]) -> bool:
        """Says what is new among the warnings; whether there was any."""
        lines = [f"{tail.path.stem}: {line}" for tail in self.tails for line in tail.new_lines() if is_warning(line)]
        for line in lines:
            say(line)
        return bool(lines)

    def follow(self, say: Callable[[str], object], remind: Callable[[], object]) -> None:
        """Until supervisord ends: warnings as they come, and once they pause what must stay last on the screen."""
        told, quiet = False, 0.0
        while self.process.poll() is None:
            told, quiet = (True, 0.0) if self.tell(say) else (told, quiet + PAUSE)
            if told and quiet >= QUIET:
                remind()
                told = False
            time.sleep(PAUSE)
        raise CannotStart(f"The supervisor ended by itself; see {self.log / 'supervisor.log'}.")

    def stop(self) -> None:
        """Ends all of it; returns when nothing of it runs any more."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(END_PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()


def _literal(value: str) -> str:
    """As supervisord reads the name of a log, which it expands twice over."""
    return value.replace("%", "%%")


class Tail:
    """What has been written to a log since the last look, line by line."""

    def __init__(self, path: Path):
        self.path = path
        self.at = path.stat().st_size if path.exists() else 0

    def new_lines(self) -> Iterator[str]:
        if not self.path.exists():
            return
        if self.path.stat().st_size < self.at:  # put aside when it grew too long
            self.at = 0
        with self.path.open("rb") as log:
            log.seek(self.at)
            for line in log:
                if not line.endswith(b"\n"):
                    break
                self.at += len(line)
                yield line.decode(errors="replace").rstrip()


def configure(port: int) -> str:
    """supervisord's configuration for a site on that port."""
    sections = CONFIGURATION.format(port=port, user="root" if os.geteuid() == 0 else "").replace("user = \n", "")
    head, *programs = sections.rstrip().split("\n\n")
    return "\n\n".join([head, *(f"{program}\n{EACH}" for program in programs)])


def is_warning(line: str) -> bool:
    """Whether a line of a log belongs on the terminal; that /readyz said no is what we wait for."""
    return bool(WARNING.match(line)) and "/readyz" not in line


def is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False
