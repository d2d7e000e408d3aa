"""What `demo` and `run` have in common: whose folder, which port, and one sentence where something is in the way."""

import errno
import signal
import sys
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import OperationalError

from portal.demo.serving.checks import CannotStart, FolderLock, check_folder, check_port
from portal.demo.serving.preparing import clear, ensure_own_environment, folder_of, prepare
from portal.demo.stages import Stage, stage_named

DISK_FULL = "The disk is full: make room and run this again; what was begun is taken up."


class ServingCommand(BaseCommand):
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", default="8000")
        parser.add_argument("--reset", action="store_true", help="begin anew: remove what was written before")
        parser.add_argument("--stage", help="where in the year the site stands; without it, some of everything")

    def handle(self, *, port, stage, reset, **options):
        try:
            shown = stage_named(stage) if stage else None
        except LookupError as unknown:
            sys.exit(unknown.args[0])
        folder = folder_of(stage)
        self.use_environment(folder, port)
        with _in_one_sentence():
            number = check_port(port)
            lock = self._own(folder, number, reset=reset)
            prepare(self.say, stage=stage)
            self.serve(folder, number, lock, shown)

    def use_environment(self, folder: Path, port: str) -> None:
        """The demo's own settings, whatever this terminal has exported; links in its e-mails lead to its port."""
        ensure_own_environment(folder, SITE_URL=f"http://localhost:{port}")

    def _own(self, folder: Path, port: int, *, reset: bool) -> FolderLock:
        """The folder, writable and for us alone; empty after `reset`."""
        check_folder(folder)
        lock = FolderLock(folder)
        lock.acquire(port)
        if reset:
            clear(folder)
            check_folder(folder)
        return lock

    def serve(self, folder: Path, port: int, lock: FolderLock, stage: Stage | None) -> None:
        raise NotImplementedError

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def frame(self, rows: list[tuple[str, str]]) -> None:
        self.say(framed(rows))


@contextmanager
def _in_one_sentence():
    """Refusals and a full disk end in a sentence, Ctrl-C and a closed terminal in none."""

    def end(*_):
        raise KeyboardInterrupt

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    except CannotStart as refused:
        sys.exit(str(refused))
    except KeyboardInterrupt:
        return
    except (OSError, OperationalError) as error:
        if getattr(error, "errno", None) == errno.ENOSPC or "disk is full" in str(error):
            sys.exit(DISK_FULL)
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def framed(rows: list[tuple[str, str]]) -> str:
    """Rows of a label and its text in a box."""
    wide = max(len(label) for label, _ in rows)
    lines = [f"{label:<{wide}}  {text}" for label, text in rows]
    inner = max(map(len, lines)) + 4
    body = [f"│  {line:<{inner - 2}}│" for line in lines]
    return "\n".join(["", f"╭{'─' * inner}╮", *body, f"╰{'─' * inner}╯"])
