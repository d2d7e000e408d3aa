"""A list as read models, fetched a page at a time."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Generic, TypeVar, overload
from uuid import UUID

from django.db.models import Model, QuerySet

from portal.assessment.models import Entry
from portal.assessment.sources import source_of
from portal.core.actors import Viewer

Row = TypeVar("Row", bound=Model)
Line = TypeVar("Line")


class Lines(Generic[Row, Line]):
    """The rows of `queryset`, each made into a line by `build(rows, first)` for as many as are asked for.

    A Paginator takes it; `len`, slices and iteration work. `first` is the number of rows before the first one given.
    Rows are counted when that is asked, unless their number is given.
    """

    def __init__(
        self, queryset: QuerySet[Row], build: Callable[[list[Row], int], Sequence[Line]], known_count: int | None = None
    ) -> None:
        self.queryset, self.build, self.known_count = queryset, build, known_count

    def count(self) -> int:
        return self.queryset.count() if self.known_count is None else self.known_count

    def __len__(self) -> int:
        return self.count()

    @overload
    def __getitem__(self, which: int) -> Line: ...
    @overload
    def __getitem__(self, which: slice) -> list[Line]: ...
    def __getitem__(self, which: int | slice) -> Line | list[Line]:
        if isinstance(which, slice):
            return list(self.build(list(self.queryset[which]), which.start or 0))
        return self[which : which + 1][0]

    def __iter__(self) -> Iterator[Line]:
        return iter(self.build(list(self.queryset), 0))


def titles_of(
    entries: Sequence[Entry], *, viewer: Viewer, at: datetime, language: str | None = None
) -> dict[UUID, str]:
    """Titles by subject as their sources give them to this viewer; one call for each kind."""
    by_kind: dict[str, list[UUID]] = {}
    for entry in entries:
        by_kind.setdefault(entry.subject_kind, []).append(entry.subject_uuid)
    titles: dict[UUID, str] = {}
    for kind, uuids in by_kind.items():
        if source := source_of(kind):
            titles |= source.titles(uuids, viewer=viewer, at=at, language=language)
    return titles
