"""What waits for the secretariat: apps say which rows of theirs wait for a person, the staff home shows them.

    register_waiting(
        WaitingSource(
            kind="pioneers.check_nomination",
            label=_("Nominations to check"),
            queryset=lambda viewer, at: Nomination.objects.visible_to(viewer, at).filter(state="submitted"),
            title=lambda nomination: nomination.reference,
            url=staff_url,
            since="submitted_at",
            due="edition__checks_due_at",
        )
    )

`queryset` answers only what this viewer may act on (none() for the others), so that nothing here needs to know rules.
Each source costs two queries, whatever the number of rows, and a few more where the viewer may stand aside. Something
past due, or waiting longer than `stuck_after`, is stuck; due within a week, closing; else it waits.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Model, QuerySet

CASE_NAMES = ("owner", "stand_in")
STUCK_AFTER = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class WaitingSource:
    """One sort of thing that waits. `since` and `due` are field paths of datetimes; what has waited longer than
    `stuck_after`, or is past due, counts as stuck. `uuid` is the path of the uuid of the thing a case is kept for, and
    `about` its kind (the queryset's model unless given)."""

    kind: str
    label: object
    queryset: Callable[[object, datetime], QuerySet]
    title: Callable[[Model], str]
    url: Callable[[Model], str]
    since: str
    due: str | None = None
    stuck_after: timedelta = STUCK_AFTER
    uuid: str = "uuid"
    about: str | None = None


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One thing that waits, as the staff home shows it. `urgency` is "stuck", "closing" (this week) or "waiting"."""

    title: str
    url: str
    since: datetime
    due: datetime | None
    kind: str
    label: str
    urgency: str
    about_kind: str
    about_uuid: UUID
    owner: str = ""
    stand_in: str = ""
    mine: bool = False

    def with_case(self, case, viewer) -> "WaitingRow":
        """The same row with who sees it through (`case` may be None: everyone's)."""
        if case is None:
            return self
        names = {name: getattr(case, name).get_full_name() if getattr(case, name) else "" for name in CASE_NAMES}
        return replace(self, **names, mine=viewer.pk in (case.owner_id, case.stand_in_id))


_sources: dict[str, WaitingSource] = {}


def register_waiting(source: WaitingSource) -> None:
    """Show what `source` answers under "What waits for me". Call it in AppConfig.ready()."""
    _sources[source.kind] = source


def waiting_sources() -> list[WaitingSource]:
    """Every registered source, in the order of registration."""
    return list(_sources.values())
