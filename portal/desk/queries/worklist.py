"""What there is to do for the secretariat, read through every registered source in two queries each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case as Choice
from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, UUIDField, Value, When, Window
from django.db.models.expressions import OrderBy
from django.db.models.functions import RowNumber

from portal.adminkit.recusals import recused_q
from portal.core.actors import Viewer
from portal.desk.models import Case
from portal.desk.worklist import CASE, OWN, WorklistRow, WorklistSource, worklist_sources

STUCK, CLOSING, WAITING = "stuck", "closing", "waiting"
URGENCIES = (STUCK, CLOSING, WAITING)
MINE, UNOWNED, ALL = "mine", "unowned", "all"
SOON = timedelta(days=7)


@dataclass(slots=True)
class Section:
    """One urgency on the staff home: how many there are in all, and the most pressing rows."""

    urgency: str
    total: int = 0
    rows: list[WorklistRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SourceCount:
    """How much of one sort waits."""

    kind: str
    label: str
    total: int


def worklist_now(viewer: Viewer, at: datetime, *, cases: str = ALL, per_section: int = 6) -> dict[str, Section]:
    """What waits for this viewer, by urgency, the most pressing first. Two queries a source and one for the cases."""
    sections = {urgency: Section(urgency) for urgency in URGENCIES}
    rows = []
    for source in worklist_sources():
        keys = _most_pressing(source, viewer, at, cases, per_section)
        for urgency, total in {(urgency, total) for _, urgency, total in keys}:
            sections[urgency].total += total
        rows += _objects(source, viewer, at, [pk for pk, _, _ in keys])
    for row in _with_cases(rows, viewer):
        sections[row.urgency].rows.append(row)
    for section in sections.values():
        section.rows = sorted(section.rows, key=_pressing)[:per_section]
    return sections


def worklist_counts(viewer: Viewer, at: datetime, *, cases: str = ALL, urgency: str = "") -> list[SourceCount]:
    """How much of each sort waits for this viewer. One query a source."""
    counts = []
    for source in worklist_sources():
        total = worklist_of(source, viewer, at, cases=cases, urgency=urgency).order_by().count()
        if total:
            counts.append(SourceCount(source.kind, str(source.label), total))
    return counts


def worklist_of(
    source: WorklistSource, viewer: Viewer, at: datetime, *, cases: str = ALL, urgency: str = ""
) -> QuerySet:
    """What waits of one sort, the most pressing first, to page through; `rows_of` turns a page into rows."""
    queryset = _judged(source, viewer, at, cases)
    if queryset.query.is_empty():
        return queryset
    if urgency:
        queryset = queryset.filter(_urgency=urgency)
    return queryset.order_by(*_order())


def rows_of(source: WorklistSource, objects: Iterable, viewer: Viewer, at: datetime) -> list[WorklistRow]:
    """Judged objects of one source as rows, with owner and stand-in. One query."""
    return _with_cases([_row(source, obj) for obj in objects], viewer)


def _judged(source: WorklistSource, viewer: Viewer, at: datetime, cases: str) -> QuerySet:
    """The source's queryset with `_since`, `_due`, `_uuid` and `_urgency`, narrowed to the viewer's cases if asked.
    What the viewer is recused from is not theirs to do, so it does not wait for them."""
    queryset = source.rows(viewer, at)
    if queryset.query.is_empty():  # none() for this viewer, which need not carry the annotations `since` names
        return queryset
    stuck, closing = Q(pk__in=[]), Q(pk__in=[])
    if source.stuck_after is not None:
        stuck |= Q(**{f"{source.since}__lt": at - source.stuck_after})
    if source.due:
        stuck |= Q(**{f"{source.due}__lte": at})
        closing = Q(**{f"{source.due}__lt": at + SOON})
    urgency = Choice(
        When(stuck, then=Value(STUCK)),
        When(closing, then=Value(CLOSING)),
        default=Value(WAITING),
        output_field=CharField(),
    )
    due = F(source.due) if source.due else F(source.since)
    queryset = queryset.annotate(_since=F(source.since), _due=due, _urgency=urgency)
    if source.whose != CASE:
        return _without_case(source, queryset, cases)
    uuid = f"{source.of}__uuid" if source.of else "uuid"
    masked = recused_q(source.about(queryset.model), viewer, at, uuid)
    if masked is not None:
        queryset = queryset.filter(~masked)
    queryset = queryset.annotate(_uuid=F(uuid))
    if cases == ALL:
        return queryset
    kept = Case.objects.filter(kind=source.about(queryset.model), uuid=OuterRef("_uuid"))
    if cases == MINE:
        return queryset.filter(Exists(kept.filter(Q(owner=viewer) | Q(stand_in=viewer))))
    return queryset.filter(~Exists(kept.filter(owner__isnull=False)))


def _without_case(source: WorklistSource, queryset: QuerySet, cases: str) -> QuerySet:
    """Rows no case is kept for: the viewer's own are theirs, the others nobody's yet."""
    left_out = UNOWNED if source.whose == OWN else MINE
    queryset = queryset.annotate(_uuid=Value(None, output_field=UUIDField(null=True)))
    return queryset.none() if cases == left_out else queryset


def _order() -> tuple[OrderBy | str, ...]:
    return (F("_due").asc(nulls_last=True), F("_since").asc(nulls_last=True), "pk")


def _most_pressing(source: WorklistSource, viewer: Viewer, at: datetime, cases: str, most: int) -> list[tuple]:
    """(key, urgency, how many of that urgency) of the most pressing of each urgency. One query."""
    judged = _judged(source, viewer, at, cases)
    if judged.query.is_empty():
        return []
    ranked = judged.order_by().annotate(
        _rank=Window(RowNumber(), partition_by=[F("_urgency")], order_by=_order()),
        _total=Window(Count("pk"), partition_by=[F("_urgency")]),
    )
    return list(ranked.filter(_rank__lte=most).values_list("pk", "_urgency", "_total"))


def _objects(source: WorklistSource, viewer: Viewer, at: datetime, keys: list) -> list[WorklistRow]:
    if not keys:
        return []
    return [_row(source, obj) for obj in _judged(source, viewer, at, ALL).filter(pk__in=keys)]


def _row(source: WorklistSource, obj: Any) -> WorklistRow:
    record = source.record(obj)
    return WorklistRow(
        title=str(source.title(record)),
        url=source.url(record),
        since=obj._since,
        due=obj._due if source.due else None,
        kind=source.kind,
        label=str(source.label),
        urgency=obj._urgency,
        about_kind=record._meta.label_lower,
        about_uuid=obj._uuid,
        by=source.by(obj) if source.by else "",
        by_day=source.by_day,
        mine=source.whose == OWN,
    )


def _with_cases(rows: list[WorklistRow], viewer: Viewer) -> list[WorklistRow]:
    """The rows with owner and stand-in. One query, whatever the number of kinds."""
    wanted = Q(pk__in=[])
    cased = [row for row in rows if row.about_uuid]
    for kind in {row.about_kind for row in cased}:
        wanted |= Q(kind=kind, uuid__in=[row.about_uuid for row in cased if row.about_kind == kind])
    kept = {}
    if cased:
        kept = {
            (case.kind, case.uuid): case for case in Case.objects.filter(wanted).select_related("owner", "stand_in")
        }
    return [
        row.with_case(kept.get((row.about_kind, row.about_uuid)) if row.about_uuid else None, viewer) for row in rows
    ]


def _pressing(row: WorklistRow) -> tuple:
    return (row.due or row.since, row.since)
