"""What staff read before a step that reaches people or can't be undone: computed from data, never a sentence alone."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
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
class Quotation:
    """A consequence with words that somebody wrote: `sentence` leads to them, and they stand below it, in its item."""

    sentence: object
    words: str


@dataclass(frozen=True, slots=True)
class Preflight:
    """What the page shows.

    `consequences`: what will happen, a sentence or a Quotation each. `findings`: what is unread, unanswered, unchecked,
    missing. `typed_day`: a day that has to be typed to go on, for a date that is past or all but here. `is_partial`:
    the viewer is recused from a record among those it may reach; none of them is in its numbers, and the page says so.
    `tells_later`: people are written to once what the step sets has come.
    """

    consequences: Sequence[object] = ()
    findings: Sequence[Finding] = ()
    typed_day: date | None = None
    is_partial: bool = False
    tells_later: bool = False


SOON = timedelta(hours=1)


def day_to_type(instant: datetime, zone: str, at: datetime) -> date | None:
    """The day of an instant that is past or all but here, as it is read in the zone."""
    return instant.astimezone(ZoneInfo(zone)).date() if instant <= at + SOON else None


def fingerprint(preflight: Preflight, messages: Sequence[Message], refused: Sequence[tuple]) -> str:
    """Stands for all that the page showed: what is done later is what was read, or the page is shown again. Without
    what an e-mail is about: a record that the step makes has another uuid each time."""
    shown = [asdict(preflight), [asdict(replace(message, about=None)) for message in messages], list(refused)]
    return hashlib.sha256(json.dumps(shown, default=str, sort_keys=True).encode()).hexdigest()
