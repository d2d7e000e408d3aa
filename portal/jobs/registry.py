"""What runs by the clock. An app registers its jobs in tasks.py; `manage.py run_due` runs those whose time has come.

    @job("mail.send_due", every=timedelta(minutes=1))
    def send_due(at): ...

A job takes the instant `at`, may run twice at once without harm (a process that died holds its lock no longer than
`lease`), and does its work in short transactions of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Job:
    """A registered job: run `every` so often, on a grid counted from midnight UTC; its lock lapses after `lease`."""

    name: str
    every: timedelta
    run: Callable[[datetime], object]
    lease: timedelta

    def next_after(self, at: datetime) -> datetime:
        """The first instant of the job's grid after `at`, so that a late tick does not push later ones back."""
        return EPOCH + ((at - EPOCH) // self.every + 1) * self.every


_jobs: dict[str, Job] = {}


def job(name: str, *, every: timedelta, lease: timedelta = timedelta(minutes=10)):
    """Register a function of one argument, `at`, under `name` (`app.verb`). Registering a name twice is an error."""

    def register(run):
        known = _jobs.get(name)
        if known and known.run.__qualname__ != run.__qualname__:
            raise ValueError(f"two jobs are called {name}")
        _jobs[name] = Job(name, every, run, lease)
        return run

    return register


def all_jobs() -> list[Job]:
    """Every registered job by name; imports each app's tasks first."""
    discover()
    return [_jobs[name] for name in sorted(_jobs)]


def discover() -> None:
    """Import `tasks` of every installed app that has one, so that its jobs are known."""
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.tasks"):
            import_module(f"{config.name}.tasks")
