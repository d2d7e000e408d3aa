"""Several people acting in the same moment, each with a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

PATIENCE = 240  # seconds: longer than any lock is held


def run_together(*acts: Callable) -> list:
    """Runs the acts in threads that start together; what each answered, or the error it raised, in their order."""
    start = Barrier(len(acts))

    def run(act):
        start.wait(PATIENCE)
        try:
            return act()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts, timeout=PATIENCE))


def refused(answers: list) -> list[type[Exception]]:
    """The kinds of error among the answers of `run_together`."""
    return [type(answer) for answer in answers if isinstance(answer, Exception)]
