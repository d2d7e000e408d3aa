"""What is in the way of starting, found before anything is started: one sentence each, which says what to do."""

import errno
import fcntl
import json
import os
import shutil
import socket
from pathlib import Path

# What the demo's database, files and logs take, with room to work in.
ROOM = 300 * 2**20
# How many ports above a taken one are tried, to name one that is free.
NEARBY = 20


class CannotStart(Exception):
    """What is in the way, and what to do about it."""


def check_port(text: str) -> int:
    """The port as a number, free on the loopback interface."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise CannotStart(f"“{text}” is not a port: give a number from 1024 to 65535, such as PORT=8001.")
    port = int(text)
    try:
        _bind(port)
    except PermissionError:
        raise CannotStart(f"Port {port} is kept for the system: choose one above 1023, such as PORT=8000.") from None
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise CannotStart(f"Port {port} is taken by another program{_suggestion(port)}.") from None
    return port


def _bind(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))


def _suggestion(taken: int) -> str:
    for port in range(taken + 1, min(taken + NEARBY, 65535)):
        try:
            _bind(port)
        except OSError:
            continue
        return f": end that one, or choose another port, such as PORT={port}"
    return ": end that one, or choose another port with PORT=…"


def check_folder(folder: Path) -> None:
    """Makes the folder of what the site writes; it can be written to and has room."""
    try:
        (folder / "log").mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except PermissionError:
        raise CannotStart(
            f"{folder} can't be written to: give it to your account, or clone the project into a folder of your own."
        ) from None
    free = shutil.disk_usage(folder).free
    if free < ROOM:
        raise CannotStart(
            f"The disk is too full: the site needs {ROOM // 2**20} MB and {free // 2**20} MB are free. "
            "Make room and run this again."
        )


class FolderLock:
    """One running site a folder. Held by this process and by those it starts, so it ends with the last of them."""

    def __init__(self, folder: Path):
        self.path = folder / "running.json"
        self.handle = None

    def acquire(self, port: int) -> None:
        """Takes it, or says which site has it."""
        self.handle = self.path.open("a+")
        try:
            fcntl.flock(self.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            held = self._held()
            self.release()
            raise CannotStart(held) from None
        os.set_inheritable(self.handle.fileno(), True)
        self.handle.truncate(0)
        self.handle.write(json.dumps({"process": os.getpid(), "port": port}))
        self.handle.flush()

    def release(self) -> None:
        """Lets go of it here; a process it was handed to still holds it."""
        self.handle.close()

    def _held(self) -> str:
        self.handle.seek(0)
        held = json.loads(self.handle.read() or "{}")
        return (
            f"A site runs from this folder already, at http://localhost:{held.get('port', '…')}/: "
            f"end it first (Ctrl-C in its terminal, or kill {held.get('process', '…')}), "
            "or open another stage beside it, such as STAGE=jury PORT=8001."
        )
