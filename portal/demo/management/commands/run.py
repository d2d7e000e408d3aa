import os
import signal
import subprocess
import sys
import time
import urllib.request

from portal.demo.serving.command import ServingCommand

# Seconds: until the server answers, between two rounds of what is due, and how often we look.
PATIENCE = 60
ROUND = 60
PAUSE = 0.3


class Command(ServingCommand):
    help = (
        "A developer's server: reloads on save, errors and the debugger in this terminal, background work done within "
        "the request, what is due once a minute. Ctrl-C ends it."
    )

    def use_environment(self, folder, port):
        """The demo's, with tasks at once: a breakpoint in one stops here, and none waits for a worker's restart."""
        super().use_environment(folder, port)
        os.environ |= {"TASKS_BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}

    def serve(self, folder, port, lock, stage):
        server = subprocess.Popen([sys.executable, "manage.py", "runserver", f"127.0.0.1:{port}"])
        # Ctrl-C is the server's to answer, or its debugger's: what ends the server ends us.
        interrupted = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            if _answers(server, port):
                site = f"http://localhost:{port}/"
                self.frame([("The portal runs at", site), ("Logs", str(folder / "log")), ("", "Ctrl-C ends it")])
            with (folder / "log" / "scheduler.log").open("ab") as log:
                while server.poll() is None:
                    subprocess.run([sys.executable, "manage.py", "run_due"], stdout=log, stderr=log, check=False)
                    _ended_within(server, ROUND)
        finally:
            server.terminate()
            server.wait()
            signal.signal(signal.SIGINT, interrupted)


def _ended_within(server: subprocess.Popen, seconds: float) -> bool:
    try:
        server.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _answers(server: subprocess.Popen, port: int) -> bool:
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return True
        except OSError:
            time.sleep(PAUSE)
    return False
