"""Every application with its scores, for the secretariat's own analysis: streamed, with constant memory."""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from itertools import islice
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from grants.models import Application
from grants.queries.asides import aside_among
from grants.queries.open_data import harmless
from grants.queries.rounds import NO_POINTS, SUBJECT, Points, points_of
from grants.states import ApplicationState, DecisionKind
from portal.assessment.models import Review
from portal.assessment.states import ReviewState
from portal.money import Money
from portal.staff.columns import HIDDEN
from portal.texts import localised

CHUNK = 500
# At most this many reviews of an application get columns of their own; the mean counts all of them.
REVIEWS = 4


def applications_csv(applications: QuerySet[Application], viewer, at: datetime) -> Iterator[str]:
    """A line for each application of a `visible_to` queryset, in the order it has; of those the viewer stands aside
    from the reference and the call alone."""
    yield _line(_header())
    rows = iter(
        applications.select_related("call__fund", "organisation__country", "city", "decision").iterator(
            chunk_size=CHUNK
        )
    )
    while chunk := list(islice(rows, CHUNK)):
        points = points_of(row.uuid for row in chunk)
        reviews = _review_points([row.uuid for row in chunk])
        aside = aside_among(chunk, viewer, at)
        yield "".join(
            _line(
                _withheld(row)
                if row.pk in aside
                else _cells(row, points.get(row.uuid, NO_POINTS), reviews.get(row.uuid, []))
            )
            for row in chunk
        )


def _header() -> list[str]:
    return [
        _("Reference"),
        _("Call"),
        _("State"),
        _("Title"),
        _("Applicant"),
        _("Kind"),
        _("City"),
        _("Country"),
        _("Currency"),
        _("Sum sought"),
        _("Decision"),
        _("Sum awarded"),
        _("Submitted"),
        _("Reviews"),
        _("Points"),
        _("Spread"),
        *(_("Review %(number)d") % {"number": number} for number in range(1, REVIEWS + 1)),
    ]


def _cells(row: Application, points: Points, reviews: list[int]) -> list[str]:
    currency, decision = row.call.fund.currency, getattr(row, "decision", None)
    shown = [f"{value / 1000:.1f}" for value in reviews[:REVIEWS]]
    return [
        row.reference or "",
        localised(row.call.names),
        str(ApplicationState(row.state).label),
        row.title,
        row.organisation.name,
        str(row.organisation.get_kind_display()),
        row.city.name if row.city else "",
        row.city.country_id if row.city else row.organisation.country_id,
        currency,
        str(Money(row.sought_minor, currency).major),
        str(DecisionKind(decision.kind).label) if decision else "",
        str(Money(decision.sum_minor, currency).major) if decision else "",
        row.submitted_at.isoformat() if row.submitted_at else "",
        str(points.reviews),
        points.shown,
        "" if points.spread is None else f"{points.spread / 1000:.1f}",
        *shown,
        *[""] * (REVIEWS - len(shown)),
    ]


def _withheld(row: Application) -> list[str]:
    told = [row.reference or "", localised(row.call.names)]
    return told + [HIDDEN] * (len(_header()) - len(told))


def _review_points(uuids: list[UUID]) -> dict[UUID, list[int]]:
    """The points of each submitted review of these applications, in one query; no reviewer is named."""
    rows = (
        Review.objects.filter(state=ReviewState.SUBMITTED, entry__subject_kind=SUBJECT, entry__subject_uuid__in=uuids)
        .order_by("pk")
        .values_list("entry__subject_uuid", "points")
    )
    found: dict[UUID, list[int]] = {}
    for uuid, points in rows:
        found.setdefault(uuid, []).append(points)
    return found


def _line(cells: list[str]) -> str:
    out = StringIO()
    csv.writer(out).writerow([harmless(cell) for cell in cells])
    return out.getvalue()
