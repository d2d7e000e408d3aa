"""What staff read before a step that reaches people or can't be undone: computed from data, never a sentence alone."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from portal.core.rehearsal import Message


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at before the step: `label` says it, `count` how often, `url` where to see to it. `serious`:
    most would want to mend it first."""

    label: object
    count: int | None = None
    url: str = ""
    serious: bool = False


@dataclass(frozen=True, slots=True)
class Preflight:
    """`consequences`: what will happen, a sentence each. `findings`: what is unread, unanswered, unchecked, missing.
    `typed_day`: a day that has to be typed to go on, for a date that is past or all but here."""

    consequences: Sequence[object] = ()
    findings: Sequence[Finding] = ()
    typed_day: date | None = None


SOON = timedelta(hours=1)


def day_to_type(instant: datetime, zone: str, at: datetime) -> date | None:
    """The day of an instant that is past or all but here, as it is read in the zone."""
    return instant.astimezone(ZoneInfo(zone)).date() if instant <= at + SOON else None


def fingerprint(preflight: Preflight, messages: Sequence[Message], refused: Sequence[tuple]) -> str:
    """Stands for all that the page showed: what is done later is what was read, or the page is shown again."""
    shown = [asdict(preflight), [asdict(message) for message in messages], list(refused)]
    return hashlib.sha256(json.dumps(shown, default=str, sort_keys=True).encode()).hexdigest()
