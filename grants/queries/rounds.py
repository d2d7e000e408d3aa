"""What assessment holds of a call: its round, its criteria, the points of its entries."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from grants.models import Call
from portal.assessment.domain.points import in_points
from portal.assessment.models import Criterion, Entry, Round
from portal.core.texts import localised

OWNER = "grants.call"
SUBJECT = "grants.application"


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion as the public reads it: what it means, and its share of the whole in per cent."""

    label: str
    meaning: str
    percent: int


@dataclass(frozen=True, slots=True)
class Points:
    """What the reviews of an application come to. `points` is in thousandths of a point, None while there is none."""

    points: int | None
    spread: int | None
    reviews: int

    @property
    def shown(self) -> Decimal | None:
        """Out of 100 with one decimal, rounded as everywhere; None while there is none."""
        return in_points(self.points)


NO_POINTS = Points(None, None, 0)


def round_of(call: Call) -> Round | None:
    """The round a call's applications are assessed in: the newest one."""
    return Round.objects.filter(owner_kind=OWNER, owner_uuid=call.uuid).order_by("-pk").first()


def criteria_of(call: Call) -> list[CriterionLine]:
    newest = Round.objects.filter(owner_kind=OWNER, owner_uuid=call.uuid).order_by("-pk").values("pk")[:1]
    criteria = list(Criterion.objects.filter(round__in=newest).order_by("position"))
    whole = sum(criterion.weight for criterion in criteria)
    return [
        CriterionLine(localised(criterion.label), localised(criterion.meaning), round(100 * criterion.weight / whole))
        for criterion in criteria
    ]


def points_of(uuids: Iterable[UUID]) -> dict[UUID, Points]:
    """The points of these applications in one query."""
    rows = (
        Entry.objects.filter(subject_kind=SUBJECT, subject_uuid__in=list(uuids))
        .order_by("pk")
        .values_list("subject_uuid", "points", "spread", "submitted")
    )
    return {uuid: Points(points, spread, submitted) for uuid, points, spread, submitted in rows}
