"""The demo's grants: two funds, two programmes, and calls in every phase, each told in a file of `calls/`."""

from datetime import datetime

from portal.config.demo.grants.bodies import load_bodies
from portal.config.demo.grants.calls import load_call, stories
from portal.config.demo.grants.funds import load_funds
from portal.people.models import User

__all__ = ["load_grants"]


def load_grants(at: datetime) -> None:
    """Funds and programmes first, then each call with its applications, from its making to where it stands today."""
    manager = User.objects.get(email="manager@demo.test")
    load_bodies(manager, at)
    load_funds(manager, at)
    for story in stories():
        load_call(story, manager, at)
