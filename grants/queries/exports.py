"""Every application with its answers and scores, for the secretariat's own analysis, as a table or as JSON: read
row by row, with constant memory."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Protocol, cast
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from grants.domain.questions import Form, answer_cells, answer_headings, application_form, machine_answers
from grants.models import Application, Call, SubmittedVersion
from grants.models.application import snapshot_answers
from grants.queries.rounds import NO_POINTS, OWNER, SUBJECT, Points, points_of
from grants.states import ApplicationState, DecisionKind
from portal.adminkit.columns import HIDDEN
from portal.assessment.domain.points import in_points
from portal.assessment.models import Review, Round
from portal.assessment.queries.recusals import recusals_of
from portal.assessment.queries.stakes import RoundStakes, pairs_q, stakes_of_rounds
from portal.assessment.states import ReviewState
from portal.cities.states import OrganisationKind
from portal.core.actors import Account
from portal.core.money import Money
from portal.core.spreadsheets import csv_pieces
from portal.core.texts import localised

BATCH_SIZE = 1000
# At most this many reviews of an application get columns of their own; the mean counts all of them.
REVIEWS = 4

# What a line reads of its application: plain values, for a model's instance costs more than all the rest of its line.
READ = (
    "uuid",
    "call_id",
    "reference",
    "state",
    "title",
    "organisation__name",
    "organisation__kind",
    "organisation__country_id",
    "city__name",
    "city__country_id",
    "sought_minor",
    "decision__kind",
    "decision__sum_minor",
    "decision__voided_at",
    "decision__override_reasons",
    "submitted_at",
)


class _Row(Protocol):
    """What `READ` gives, and the snapshot of the version submitted last."""

    uuid: UUID
    call_id: int
    reference: str | None
    state: str
    title: str
    organisation__name: str
    organisation__kind: str
    organisation__country_id: str
    city__name: str | None
    city__country_id: str | None
    sought_minor: int
    decision__kind: str | None
    decision__sum_minor: int | None
    decision__voided_at: datetime | None
    decision__override_reasons: str | None
    submitted_at: datetime | None
    snapshot: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class _Wording:
    """What many lines say alike, put into the reader's language once: labels by value; name and currency by call."""

    states: dict[str, str]
    kinds: dict[str, str]
    decisions: dict[str, str]
    calls: dict[int, tuple[str, str]]


def application_rows(applications: QuerySet[Application], viewer: Account, at: datetime) -> Iterator[list[Any]]:
    """The table for a spreadsheet (portal.core.spreadsheets): headings, then a line for each application of a
    `visible_to` queryset, in the order it has; of those the viewer is recused from the reference and the call alone."""
    form = application_form()
    yield [*_header(form)]
    for chunk in _chunks(applications, viewer, at):
        for one in chunk:
            yield one.cells(form)


def applications_csv(applications: QuerySet[Application], viewer: Account, at: datetime) -> Iterator[str]:
    """The same table as a CSV file, in pieces."""
    return csv_pieces(application_rows(applications, viewer, at))


def applications_json(applications: QuerySet[Application], viewer: Account, at: datetime) -> Iterator[str]:
    """The same applications for other programs: reference, state and answers by question id, in no language."""
    form, separator = application_form(), "[\n"
    for chunk in _chunks(applications, viewer, at):
        for one in chunk:
            yield separator + json.dumps(one.machine(form), ensure_ascii=False)
            separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


@dataclass(frozen=True, slots=True)
class _Exported:
    """One application of an export; `masked` tells that the viewer is recused from it."""

    row: _Row
    words: _Wording
    points: Points
    reviews: Sequence[int]
    masked: bool

    @property
    def call(self) -> str:
        return self.words.calls[self.row.call_id][0]

    @property
    def currency(self) -> str:
        return self.words.calls[self.row.call_id][1]

    @property
    def answers(self) -> dict:
        return snapshot_answers(self.row.snapshot or {})

    def cells(self, form: Form) -> list[Any]:
        if self.masked:
            told: list[Any] = [self.row.reference or "", self.call]
            return told + [HIDDEN] * (len(_header(form)) - len(told))
        return [
            *_cells(self.row, self.words, self.points, self.reviews),
            *answer_cells(form, self.answers, self.currency),
        ]

    def machine(self, form: Form) -> dict:
        told = {"reference": self.row.reference}
        if self.masked:
            return told
        return {**told, "state": self.row.state, "answers": machine_answers(form, self.answers, self.currency)}


def _chunks(applications: QuerySet[Application], viewer: Account, at: datetime) -> Iterator[list[_Exported]]:
    words = _wording(applications)
    calls = applications.order_by().values("call__uuid")
    stakes = stakes_of_rounds(list(Round.objects.filter(owner_kind=OWNER, owner_uuid__in=calls)), at)
    masked = recusals_of(viewer, at, SUBJECT).of(SUBJECT)
    latest = SubmittedVersion.objects.filter(application=OuterRef("pk")).order_by("-number")
    found = applications.annotate(snapshot=Subquery(latest.values("snapshot")[:1]))
    rows = cast("Iterator[_Row]", found.values_list(*READ, "snapshot", named=True).iterator(chunk_size=BATCH_SIZE))
    while chunk := list(islice(rows, BATCH_SIZE)):
        uuids = [row.uuid for row in chunk]
        points, reviews = points_of(uuids, stakes), _review_points(uuids, stakes)
        yield [
            _Exported(row, words, points.get(row.uuid, NO_POINTS), reviews.get(row.uuid, ()), row.uuid in masked)
            for row in chunk
        ]


def _wording(applications: QuerySet[Application]) -> _Wording:
    calls = Call.objects.filter(pk__in=applications.order_by().values("call"))
    return _Wording(
        states={state.value: str(state.label) for state in ApplicationState},
        kinds={kind.value: str(kind.label) for kind in OrganisationKind},
        decisions={kind.value: str(kind.label) for kind in DecisionKind},
        calls={
            pk: (localised(names), currency)
            for pk, names, currency in calls.order_by().values_list("pk", "names", "fund__currency")
        },
    )


def _header(form: Form) -> list[str]:
    return [
        _("Reference"),
        _("Call"),
        _("State"),
        _("Title"),
        _("Applicant"),
        _("Type"),
        _("City"),
        _("Country"),
        _("Currency"),
        _("Amount applied for"),
        _("Decision"),
        _("Sum awarded"),
        _("Why decided without complete reviews"),
        _("Submitted"),
        _("Reviews"),
        _("Points"),
        _("Spread"),
        *(_("Review %(number)d") % {"number": number} for number in range(1, REVIEWS + 1)),
        *answer_headings(form),
    ]


def _cells(row: _Row, words: _Wording, points: Points, reviews: Sequence[int]) -> list[Any]:
    call, currency = words.calls[row.call_id]
    decided = row.decision__kind if not row.decision__voided_at else None
    shown = [in_points(value) for value in reviews[:REVIEWS]]
    return [
        row.reference or "",
        call,
        words.states[row.state],
        row.title,
        row.organisation__name,
        words.kinds[row.organisation__kind],
        row.city__name or "",
        row.city__country_id or row.organisation__country_id,
        currency,
        Money(row.sought_minor, currency),
        words.decisions[decided] if decided else "",
        Money(row.decision__sum_minor or 0, currency) if decided else "",
        (row.decision__override_reasons or "") if decided else "",
        row.submitted_at,
        points.reviews,
        points.shown,
        in_points(points.spread),
        *shown,
        *[None] * (REVIEWS - len(shown)),
    ]


def _review_points(uuids: list[UUID], stakes: RoundStakes) -> dict[UUID, list[int]]:
    """The points of each submitted review of these applications that counts, in one query; no reviewer is named."""
    rows = (
        Review.objects.filter(state=ReviewState.SUBMITTED, entry__subject_kind=SUBJECT, entry__subject_uuid__in=uuids)
        .exclude(pairs_q(stakes.stakes))
        .order_by("pk")
        .values_list("entry__subject_uuid", "points")
    )
    found: dict[UUID, list[int]] = {}
    for uuid, points in rows:
        if points is not None:
            found.setdefault(uuid, []).append(points)
    return found
