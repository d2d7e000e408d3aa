"""What there is to do: apps say which rows of theirs wait for a person, the staff home shows them under "To do".

    register_worklist(
        WorklistSource(
            kind="pioneers.check_nomination",
            label=_("Nominations to check"),
            permission="pioneers.check_nomination",
            queryset=lambda viewer, at: Nomination.objects.filter(state="submitted"),
            title=lambda nomination: nomination.reference,
            since="submitted_at",
            due="edition__checks_due_at",
        )
    )

Somebody without `permission` sees nothing of a source; where the right differs from row to row, `queryset` narrows to
what this viewer may act on; what they are recused from is left out for them. Each source costs two queries, whatever
the number of rows, and a few more where the viewer may be recused. Something past due, or waiting longer than
`stuck_after`, is stuck; due within a week, closing; else it waits.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import cast
from uuid import UUID

from django.db.models import Model, QuerySet

from portal.adminkit.addresses import staff_url
from portal.core.actors import Viewer
from portal.desk.models import Case

# Whose a row is: its case has an owner and a stand-in; it is for whoever may act on it; or the viewer's alone.
CASE, SHARED, OWN = "case", "shared", "own"
STUCK_AFTER = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class WorklistSource:
    """One sort of thing that waits. `since` and `due` are field paths of datetimes; what has waited longer than
    `stuck_after` (None: however long), or is past due, counts as stuck. Where a row waits on behalf of another record,
    as a decision does of its application, `of` is the foreign key to it: `title`, `url` and the case are that one's.
    `by` names who sent a row. With `by_day` its dates are days that have no time. Rows that no case is kept for are
    `whose` SHARED or OWN, and need no uuid."""

    kind: str
    label: object
    queryset: Callable[[Viewer, datetime], QuerySet]
    title: Callable[[Model], str]
    since: str
    permission: str = ""
    url: Callable[[Model], str] = staff_url
    due: str | None = None
    stuck_after: timedelta | None = STUCK_AFTER
    of: str = ""
    by: Callable[[Model], str] | None = None
    by_day: bool = False
    whose: str = CASE

    def rows(self, viewer: Viewer, at: datetime) -> QuerySet:
        """What waits for this viewer, not judged yet."""
        queryset = self.queryset(viewer, at)
        if self.permission and not viewer.has_perm(self.permission):
            return queryset.none()
        return queryset.select_related(self.of) if self.of else queryset

    def record(self, row: Model) -> Model:
        """The record that a row is about."""
        return getattr(row, self.of) if self.of else row

    def about(self, model: type[Model]) -> str:
        """The kind of thing the source's cases are kept for; its rows are of `model`."""
        about = cast(type[Model], model._meta.get_field(self.of).related_model) if self.of else model
        return about._meta.label_lower


@dataclass(frozen=True, slots=True)
class WorklistRow:
    """One thing that waits, as the staff home shows it. `urgency` is "stuck", "closing" (this week) or "waiting"."""

    title: str
    url: str
    since: datetime
    due: datetime | None
    kind: str
    label: str
    urgency: str
    about_kind: str
    about_uuid: UUID | None
    by: str = ""
    by_day: bool = False
    owner: str = ""
    stand_in: str = ""
    mine: bool = False

    @property
    def due_day_or_instant(self) -> datetime | date | None:
        """When it is due, without a time where it has none. Days are kept as midnight UTC."""
        return self.due.date() if self.due and self.by_day else self.due

    def with_case(self, case: Case | None, viewer: Viewer) -> "WorklistRow":
        """The same row with who sees it through (`case` may be None: everyone's)."""
        if case is None:
            return self
        return replace(
            self,
            owner=case.owner.get_full_name() if case.owner else "",
            stand_in=case.stand_in.get_full_name() if case.stand_in else "",
            mine=viewer.is_authenticated and viewer.pk in (case.owner_id, case.stand_in_id),
        )


_sources: dict[str, WorklistSource] = {}


def register_worklist(*sources: WorklistSource) -> None:
    """Show what each source answers under "To do". Call it in `portal_hooks`."""
    _sources.update({source.kind: source for source in sources})


def worklist_sources() -> list[WorklistSource]:
    """Every registered source, in the order of registration."""
    return list(_sources.values())
