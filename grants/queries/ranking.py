"""A call's field against its money: applications by points, and where the budget ends.

The database sorts and sums, so that a page of a field of ten thousand costs no more rows than one of ten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, TypedDict
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    Case,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
    Window,
)

from grants.models import Application, Call
from grants.queries.applications import visible_to
from grants.queries.money import Position
from grants.queries.recusals import recused_applications_q
from grants.queries.rounds import NO_POINTS, OWNER, SUBJECT, Points, round_of
from grants.states import IN_FIELD, ApplicationState
from portal.assessment.models import Entry
from portal.assessment.queries.recusals import recused_subjects
from portal.assessment.queries.stakes import Counted, stakes_of_round
from portal.core.actors import Viewer
from portal.core.money import Money
from portal.core.search import set_apart

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


@dataclass(frozen=True, slots=True)
class RankedLine:
    """One application of the field. `running` is what all down to this line would cost if each got what it seeks (or
    what was decided); `fits` says whether call and fund hold that much. `masked` tells that this viewer is recused
    from it: then its reference alone is told, after the field."""

    pk: int
    uuid: UUID
    reference: str
    title: str
    organisation: str
    state: ApplicationState | None
    points: Points
    sought: Money | None
    decided: Money | None
    running: Money | None
    fits: bool
    masked: bool = False


class Standing(TypedDict):
    """What `ranked` computes of a row."""

    points: int | None
    spread: int | None
    reviews: int | None
    running: int


Ranked: TypeAlias = "WithAnnotations[Application, Standing]"


def ranked(call: Call, viewer: Viewer, at: datetime) -> "QuerySet[Ranked]":
    """The field of a call as `viewer` may see it, most points first and those without points last, with what it costs
    down to each row. Reviews by parties to a case do not count. What the viewer is recused from comes last of all and
    costs nothing, so that nothing of it can be read off the others. Rows to slice and hand to `ranked_lines`."""
    entries = Entry.objects.filter(
        round__owner_kind=OWNER, round__owner_uuid=call.uuid, subject_kind=SUBJECT, subject_uuid=OuterRef("uuid")
    ).order_by("-round")
    field = visible_to(viewer, at).filter(call=call, state__in=IN_FIELD)
    masked = set(field.filter(recused_applications_q(viewer, at)).order_by().values_list("pk", flat=True))
    counted = _counted(call, at)
    order: list = [F("points").desc(nulls_last=True), F("reference").asc()]
    if masked:
        field, order = field.annotate(apart=set_apart(masked)), [F("apart").asc(), *order]
    return (
        field.select_related("organisation", "decision")
        .annotate(
            points=_as_counted("points", entries, counted),
            spread=_as_counted("spread", entries, counted),
            reviews=_as_counted("submitted", entries, counted),
            cost=Case(
                When(pk__in=masked, then=Value(0)),
                When(state=ApplicationState.DECLINED, then=Value(0)),
                When(decision__isnull=False, then=F("decision__sum_minor")),
                default=F("sought_minor"),
                output_field=BigIntegerField(),
            ),
        )
        .annotate(running=Window(Sum("cost"), order_by=order))
        .order_by(*order)
    )


def _counted(call: Call, at: datetime) -> dict[UUID, Counted]:
    """By application, of the newest round, for those in which a party to the case has submitted a review."""
    round = round_of(call)
    found = stakes_of_round(round, at).counted if round else {}
    uuids = Entry.objects.filter(pk__in=found).values_list("pk", "subject_uuid") if found else ()
    return {uuid: found[pk] for pk, uuid in uuids}


def _as_counted(name: str, entries: QuerySet[Entry], counted: Mapping[UUID, Counted]) -> Subquery | Case:
    """What an entry keeps under `name`, but for those whose reviews don't all count."""
    stored = Subquery(entries.values(name)[:1])
    if not counted:
        return stored
    differing = [
        When(uuid=uuid, then=Value(getattr(one, name), output_field=IntegerField())) for uuid, one in counted.items()
    ]
    return Case(*differing, default=stored, output_field=IntegerField())


def ranked_lines(
    rows: Iterable[Ranked], call: Call, position: Position, viewer: Viewer, at: datetime
) -> list[RankedLine]:
    """Read models of ranked rows; `fits` compares with the lesser of the call's budget and what its fund has for it."""
    bound = min(position.budget.minor, position.fund_left.minor + position.awarded.minor)
    rows = list(rows)
    masked = recused_subjects(viewer, SUBJECT, [row.uuid for row in rows], at)
    return [_masked(row) if row.uuid in masked else _line(row, call, bound) for row in rows]


def _line(row: Ranked, call: Call, bound: int) -> RankedLine:
    return RankedLine(
        pk=row.pk,
        uuid=row.uuid,
        reference=row.reference or "",
        title=row.title,
        organisation=row.organisation.name,
        state=ApplicationState(row.state),
        points=Points(row.points, row.spread, row.reviews or 0),
        sought=Money(row.sought_minor, call.currency),
        decided=decided_sum(row, call),
        running=Money(int(row.running), call.currency),
        fits=row.running <= bound,
    )


def _masked(row: Application) -> RankedLine:
    return RankedLine(
        pk=row.pk,
        uuid=row.uuid,
        reference=row.reference or "",
        title="",
        organisation="",
        state=None,
        points=NO_POINTS,
        sought=None,
        decided=None,
        running=None,
        fits=True,
        masked=True,
    )


def decided_sum(application: Application, call: Call) -> Money | None:
    """What was decided: the award while it holds, nothing when refused or declined, None while undecided."""
    decision = getattr(application, "decision", None)
    if decision is None:
        return None
    declined = application.state == ApplicationState.DECLINED
    return Money(0 if declined else decision.sum_minor, call.currency)
