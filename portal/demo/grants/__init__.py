"""The demo's grants: two funds, two programmes, and calls in every phase, each told in a file of `calls/`."""

from collections.abc import Collection, Mapping
from datetime import datetime

from portal.demo.grants.bodies import load_bodies
from portal.demo.grants.calls import load_call, stories
from portal.demo.grants.funds import load_funds
from portal.demo.stages import Window
from portal.people.models import User

__all__ = ["load_calls", "load_grants"]

MANAGER = "manager@demo.test"


def load_grants(at: datetime, *, windows: Mapping[str, Window], without: Collection[str]) -> None:
    """Funds and programmes first, then the calls."""
    manager = User.objects.get(email=MANAGER)
    load_bodies(manager, at)
    load_funds(manager, at)
    load_calls(at, windows=windows, without=without)


def load_calls(at: datetime, *, windows: Mapping[str, Window], without: Collection[str]) -> None:
    """Each call with its applications, from its making to where it stands today. `windows` and `without` are a stage's:
    calls that lie elsewhere in time, and calls that are left out."""
    manager = User.objects.get(email=MANAGER)
    for story in stories(windows, without):
        load_call(story, manager, at)
