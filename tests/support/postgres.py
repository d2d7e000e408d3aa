"""A PostgreSQL cluster for the tests: one for each run of all of them, and one that is kept for runs of a chosen few.

The kept one is started by whoever needs it first and ends with `python -m tests.support.postgres stop` (`make clean`).
A cluster lives in memory where the system has room there, or else in the temporary folder: the user `postgres` can
reach both (PostgreSQL refuses to run as root). It forgets to flush to disk, which makes it quick
and good for nothing else.
"""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

SPEED = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "128MB",
}
# For databases that live for one test: compiling a query costs more than all of its queries.
SHORT_LIVED = {"autovacuum": "off", "jit": "off", "max_wal_size": "128MB"}
# A file system in memory, and what must be free in it. Cloning a database makes 1,300 files: ten times as quick there.
MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3
# Where the kept cluster is: its folder and its address.
KEPT = Path(__file__).resolve().parents[2] / "var" / "test" / "cluster.json"


class PostgresMissing(Exception):
    """No PostgreSQL server programs were found on this machine."""


def programs() -> Path:
    """The folder with initdb and pg_ctl; raises PostgresMissing."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    raise PostgresMissing("PostgreSQL is missing: install the package postgresql")


def in_memory() -> Path | None:
    """The folder in memory, if the system has one with room."""
    return MEMORY if MEMORY.is_mount() and shutil.disk_usage(MEMORY).free > ROOM else None


class Cluster:
    """A throw-away cluster on a free port of the loopback interface; `measured`: on disk, and with PostgreSQL's own
    way of planning, as in earnest."""

    def __init__(self, *, measured: bool = False, folder: Path | None = None):
        self.bin = programs()
        self.settings = SPEED if measured else SPEED | SHORT_LIVED
        place = None if measured else in_memory()
        self.folder = folder or Path(tempfile.mkdtemp(prefix="portal-postgres-", dir=place))
        self.data = self.folder / "data"

    def _run(self, *command):
        if os.geteuid() == 0:
            command = ("runuser", "-u", "postgres", "--", *command)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)

    def start(self) -> str:
        """Makes and starts the cluster; returns the address of its server, without a database name."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self._run(
            str(self.bin / "initdb"),
            "-D",
            str(self.data),
            "-U",
            "portal",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        options = " ".join(f"-c {name}={value}" for name, value in self.settings.items())
        options += f" -c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        log = str(self.folder / "log")
        self._run(str(self.bin / "pg_ctl"), "-D", str(self.data), "-w", "-l", log, "-o", options, "start")
        return f"postgres://portal@127.0.0.1:{port}"

    @staticmethod
    def create(server: str, name: str) -> None:
        """An empty database on the server at that address."""
        import psycopg

        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')

    def stop(self):
        try:
            self._run(str(self.bin / "pg_ctl"), "-D", str(self.data), "-m", "immediate", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def runs(self) -> bool:
        """Whether its server is there: PostgreSQL writes its process id and removes it when it ends."""
        try:
            process = int((self.data / "postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return False
        return lives(process)


def lives(process: int) -> bool:
    """Whether there is a process of that id, ours or another user's."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def kept_cluster() -> str:
    """The address of the cluster kept for this checkout, started where it does not run."""
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    with KEPT.with_suffix(".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        found = _kept()
        if not found:
            cluster = Cluster()
            found = {"folder": str(cluster.folder), "address": cluster.start()}
            KEPT.write_text(json.dumps(found))
    return f"{found['address']}/postgres"


def stop_kept_cluster() -> None:
    found = _kept()
    if found:
        _at(found["folder"]).stop()
    KEPT.unlink(missing_ok=True)


def _kept() -> dict:
    try:
        found = json.loads(KEPT.read_text())
    except (OSError, ValueError):
        return {}
    return found if _at(found["folder"]).runs else {}


def _at(folder: str) -> Cluster:
    return Cluster(folder=Path(folder))


if __name__ == "__main__":
    if sys.argv[1:] != ["stop"]:
        sys.exit("usage: python -m tests.support.postgres stop    (ends the cluster that is kept)")
    stop_kept_cluster()
