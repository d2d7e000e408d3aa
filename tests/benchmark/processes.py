"""Programs under the benchmark: none outlives it, whichever way it ends."""

import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Seconds a program has to end by itself once it was asked to.
GRACE = 30


@contextmanager
def ended_with_us(limit: int = 0) -> Iterator[None]:
    """Within, being told to stop, or running longer than `limit` seconds, ends the program as an error does: through
    everything that cleans up."""

    def stop(number, _frame):
        raise SystemExit(f"not done after {limit // 60} minutes" if number == signal.SIGALRM else 128 + number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)}
    signal.alarm(limit)
    try:
        yield
    finally:
        signal.alarm(0)
        for number, handler in before.items():
            signal.signal(number, handler)


def end(process: subprocess.Popen) -> None:
    """Asks a program to end, and ends it when it does not."""
    process.terminate()
    try:
        process.wait(timeout=GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def run(arguments: list[str], environment: Mapping[str, str], *, quiet: bool = True) -> None:
    """Runs Python with these arguments to its end. A `quiet` program is heard only where it fails."""
    with tempfile.TemporaryFile() as heard:
        streams = {"stdout": heard, "stderr": heard} if quiet else {}
        process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environment, **streams)
        try:
            status = process.wait()
        except BaseException:
            end(process)
            raise
        if status:
            heard.seek(0)
            sys.stderr.write(heard.read()[-5000:].decode(errors="replace"))
            raise SystemExit(f"{' '.join(arguments)} ended with {status}")
