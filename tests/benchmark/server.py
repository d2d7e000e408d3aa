"""gunicorn under measurement: two sync workers, as in production, and a client that asks one page after another."""

import http.client
import math
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.benchmark.processes import end

ROOT = Path(__file__).resolve().parents[2]
REQUESTS = 40
WARMING = 2
# Seconds: more than any page may take.
PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Answer:
    path: str
    status: int
    headers: dict
    body: bytes
    seconds: float


@dataclass(frozen=True, slots=True)
class Timing:
    """Median and 95th percentile of milliseconds, and the bytes of an answer."""

    median: float
    p95: float
    bytes: int


class Server:
    def __init__(self, port: int, process: subprocess.Popen):
        self.port, self.process = port, process

    def ask(self, path: str, *, cookies: dict | None = None, data: dict | None = None) -> Answer:
        """One request as production's proxy sends it. `data` makes it a POST with the page's own CSRF token."""
        headers = {"Host": "portal.example.org", "X-Forwarded-Proto": "https", "Accept-Language": "en"}
        body = None
        cookies = dict(cookies or {})
        if data is not None:
            cookies["csrftoken"] = token = "b" * 32
            body = urlencode({"csrfmiddlewaretoken": token} | data, doseq=True)
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": "https://portal.example.org/",
                "Origin": "https://portal.example.org",
            }
        if cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        began = time.perf_counter()
        connection.request("POST" if data is not None else "GET", path, body, headers)
        response = connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - began
        connection.close()
        return Answer(path, response.status, dict(response.getheaders()), content, seconds)

    def answered(self, ask, expect: int) -> Answer:
        """The answer to one request, `ask(server)`; ends the benchmark where it is another than expected."""
        answer = ask(self)
        if answer.status != expect:
            raise SystemExit(
                f"{answer.path} answered {answer.status}, not {expect}:\n{answer.body[:2000].decode(errors='replace')}"
            )
        return answer

    def time(self, ask, expect: int = 200, *, turns: int = REQUESTS, warming: int = WARMING) -> Timing:
        """How long requests take, one after another. The first ones, which warm the workers up, do not count."""
        answers = [self.answered(ask, expect) for _ in range(warming + turns)][warming:]
        milliseconds = sorted(answer.seconds * 1000 for answer in answers)
        p95 = milliseconds[math.ceil(len(milliseconds) * 0.95) - 1]
        return Timing(statistics.median(milliseconds), p95, len(answers[-1].body))

    def peak_memory(self) -> int:
        """The largest resident size, in bytes, that any of the workers has had."""
        children = subprocess.run(
            ["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=True
        ).stdout.split()
        peaks = [re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{child}/status").read_text()) for child in children]
        return max(int(peak[1]) for peak in peaks if peak) * 1024


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def gunicorn(application: str, environment: Mapping[str, str], workers: int = 2):
    """The application behind gunicorn on a free port, until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", str(workers)]
    process = subprocess.Popen(
        [*command, "--no-control-socket", "--timeout", str(PATIENCE), "--log-level", "error"],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    server = Server(port, process)
    try:
        give_up = time.monotonic() + 60
        while True:
            try:
                server.ask("/healthz")
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > give_up:
                    raise RuntimeError(f"{application} did not start") from None
                time.sleep(0.1)
        yield server
    finally:
        end(process)
