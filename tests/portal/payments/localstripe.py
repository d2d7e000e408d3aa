"""localstripe (GPL), somebody else's double of the API: run beside the tests as a program, never imported.

It listens on every interface and keeps `/tmp/localstripe.pickle`, neither of which can be set; it lives for the tests
of one file and holds invented payments.
"""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60  # seconds, on a machine busy with other things
PICKLE = Path("/tmp/localstripe.pickle")


@contextmanager
def localstripe(folder: Path) -> Iterator[str]:
    """Its address, while it runs; what it says goes to a file in `folder`."""
    beside = Path(sys.executable).with_name("localstripe")
    program = str(beside) if beside.exists() else shutil.which("localstripe")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([program, "--port", str(port), "--from-scratch"], stdout=log, stderr=log, cwd=folder)
    try:
        _wait(process, port, folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(PATIENCE)
        PICKLE.unlink(missing_ok=True)


def _wait(process: subprocess.Popen, port: int, log: Path):
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(log.read_text()) from None
            time.sleep(0.05)
