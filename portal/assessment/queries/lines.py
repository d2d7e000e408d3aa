"""A list as read models, fetched a page at a time."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Model, QuerySet

from portal.assessment.models import Entry
from portal.assessment.sources import source_of


class Lines:
    """The rows of `queryset`, each made into a line by `build(rows, first)` for as many as are asked for.

    A Paginator takes it; `len`, slices and iteration work. `first` is the number of rows before the first one given.
    Rows are counted when that is asked, unless their number is given.
    """

    def __init__(
        self, queryset: QuerySet, build: Callable[[list[Model], int], Sequence], known_count: int | None = None
    ):
        self.queryset, self.build, self.known_count = queryset, build, known_count

    def count(self) -> int:
        return self.queryset.count() if self.known_count is None else self.known_count

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, which):
        if isinstance(which, slice):
            return list(self.build(list(self.queryset[which]), which.start or 0))
        return self[which : which + 1][0]

    def __iter__(self) -> Iterator:
        return iter(self.build(list(self.queryset), 0))


def titles_of(entries: Sequence[Entry], *, viewer, at: datetime, language: str | None = None) -> dict[UUID, str]:
    """Titles by subject as their sources give them to this viewer; one call for each kind."""
    by_kind: dict[str, list[UUID]] = {}
    for entry in entries:
        by_kind.setdefault(entry.subject_kind, []).append(entry.subject_uuid)
    titles: dict[UUID, str] = {}
    for kind, uuids in by_kind.items():
        if source := source_of(kind):
            titles |= source.titles(uuids, viewer=viewer, at=at, language=language)
    return titles
