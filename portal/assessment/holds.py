"""What rests on a round's result, told by the half the round belongs to: while something does, it is not opened
again."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

# Answers, in words a person can act on, what rests on the result of the owner's round; empty where nothing does.
RestsOn = Callable[[UUID, datetime], str]

_holds: dict[str, RestsOn] = {}


def register_result_hold(owner_kind: str, rests_on: RestsOn) -> None:
    """Have `rests_on(owner_uuid, at)` asked before a closed round of this kind of owner is opened again."""
    _holds[owner_kind] = rests_on


def what_rests_on(owner_kind: str, owner_uuid: UUID, at: datetime) -> str:
    """Why a round's result must stand still, or nothing."""
    rests_on = _holds.get(owner_kind)
    return rests_on(owner_uuid, at) if rests_on else ""
