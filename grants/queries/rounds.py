"""What assessment holds of a call: its round, its criteria, the points of its entries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.models import Application, Call
from grants.states import DecisionKind
from portal.assessment.domain.points import in_points
from portal.assessment.models import Criterion, Entry, Round
from portal.assessment.queries.coverage import coverage_totals
from portal.assessment.queries.stakes import RoundStakes, stakes_of_reviewers
from portal.assessment.states import EntryState, RoundState
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


def assessment_gaps(application: Application, at: datetime) -> list[str]:
    """What keeps a decision from resting on the round of the application's call, in words: nothing once it is closed,
    each entry has the reviews it wants, and the application is one. A review by a party to a case is none."""
    found = round_of(application.call)
    if found is None:
        return [_("The call has no round of assessment.")]
    gaps = [] if found.state == RoundState.CLOSED else [_("The assessment round is not closed.")]
    if short := coverage_totals(found, at=at).short:
        words = ngettext(
            "%(n)d application does not have the reviews it needs.",
            "%(n)d applications do not have the reviews they need.",
            short,
        )
        gaps.append(words % {"n": short})
    if not gaps and not _is_entered(application, found):
        gaps.append(_("This application has not been assessed."))
    return gaps


def decisions_resting_on(call_uuid: UUID, at: datetime) -> str:
    """Why the round of a call must stand still: decisions that rest on its result, those that dismiss or say why they
    rest on nothing apart."""
    standing = Application.objects.filter(
        call__uuid=call_uuid, decision__voided_at=None, decision__override_reasons=""
    ).exclude(decision__kind=DecisionKind.DISMISS)
    number = standing.exclude(decision=None).count()
    if not number:
        return ""
    words = ngettext(
        "%(n)d decision rests on this result. Take it back first; one the applicant was told of is corrected, and the "
        "round stays closed.",
        "%(n)d decisions rest on this result. Take them back first; those the applicants were told of are corrected, "
        "and the round stays closed.",
        number,
    )
    return words % {"n": number}


def _is_entered(application: Application, found: Round) -> bool:
    """Whether it is an entry of the round: one that passed the formal check after its closing is not."""
    entries = Entry.objects.filter(round=found, subject_kind=SUBJECT, subject_uuid=application.uuid)
    return entries.filter(state=EntryState.ENTERED).exists()


def criteria_of(call: Call) -> list[CriterionLine]:
    newest = Round.objects.filter(owner_kind=OWNER, owner_uuid=call.uuid).order_by("-pk").values("pk")[:1]
    criteria = list(Criterion.objects.filter(round__in=newest).order_by("position"))
    whole = sum(criterion.weight for criterion in criteria)
    return [
        CriterionLine(localised(criterion.label), localised(criterion.meaning), round(100 * criterion.weight / whole))
        for criterion in criteria
    ]


def stakes_on(uuids: Iterable[UUID], at: datetime) -> RoundStakes:
    """Who of their reviewers has a stake in these few applications, and what that leaves of their reviews."""
    entries = Entry.objects.filter(subject_kind=SUBJECT, subject_uuid__in=list(uuids))
    return stakes_of_reviewers(list(entries.select_related("round").order_by("pk")), at)


def points_of(uuids: Iterable[UUID], stakes: RoundStakes) -> dict[UUID, Points]:
    """The points of these applications in one query, as `stakes_on` leaves them."""
    rows = (
        Entry.objects.filter(subject_kind=SUBJECT, subject_uuid__in=list(uuids))
        .order_by("pk")
        .values_list("pk", "subject_uuid", "points", "spread", "submitted")
    )
    found = {}
    for pk, uuid, points, spread, submitted in rows:
        left = stakes.counted.get(pk)
        found[uuid] = Points(left.points, left.spread, left.submitted) if left else Points(points, spread, submitted)
    return found
