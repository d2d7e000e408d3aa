"""Calls: as anyone may read them, and as staff and funders see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from grants.domain.eligibility import EligibilityRule
from grants.models import Call
from grants.queries.eligibility import rule_in_words
from grants.queries.rounds import CriterionLine, criteria_of
from grants.queries.seats import funds_of
from grants.states import CALL_PUBLIC, CallPhase, CallState
from portal.core.actors import Viewer
from portal.core.money import Money
from portal.core.texts import language_used, localised


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call in a list."""

    uuid: UUID
    name: str
    programme: str
    summary: str
    phase: CallPhase
    opens_at: datetime
    closes_at: datetime
    zone: str
    budget: Money
    smallest: Money
    largest: Money

    @classmethod
    def of(cls, call: Call, at: datetime) -> "CallLine":
        return cls(
            uuid=call.uuid,
            name=localised(call.names),
            programme=localised(call.programme.names),
            summary=localised(call.summaries),
            phase=call.phase(at),
            opens_at=call.opens_at,
            closes_at=call.closes_at,
            zone=call.zone,
            budget=call.budget,
            smallest=call.smallest,
            largest=call.largest,
        )


@dataclass(frozen=True, slots=True)
class CallView:
    """A call's own page: who can apply, how it is judged, sums and the window."""

    line: CallLine
    text: str
    language: str
    funder: str
    who: tuple[str, ...]
    criteria: tuple[CriterionLine, ...]
    is_open: bool
    answer_days: int


def published_calls(at: datetime) -> QuerySet[Call]:
    """Calls anyone may see: announced ones, also before they open and after they close."""
    return Call.objects.filter(state__in=CALL_PUBLIC).select_related("programme", "fund")


def open_calls(at: datetime) -> QuerySet[Call]:
    """Calls that take applications at this instant, soonest closing first."""
    return (
        published_calls(at)
        .filter(state=CallState.ANNOUNCED, opens_at__lte=at, closes_at__gt=at)
        .order_by("closes_at", "pk")
    )


def published_call(uuid: UUID, at: datetime) -> CallView | None:
    call = published_calls(at).select_related("programme", "fund__funder").filter(uuid=uuid).first()
    if call is None:
        return None
    return CallView(
        line=CallLine.of(call, at),
        text=localised(call.texts),
        language=language_used(call.texts),
        funder=call.fund.funder.name,
        who=tuple(rule_in_words(EligibilityRule.of(call.eligibility))),
        criteria=tuple(criteria_of(call)),
        is_open=call.takes_applications(at),
        answer_days=call.answer_days,
    )


def visible_to(viewer: Viewer, at: datetime) -> QuerySet[Call]:
    """Calls in a workspace: all of them for the secretariat, those their money pays for for a funder."""
    calls = Call.objects.select_related("programme", "fund__funder")
    if not viewer.is_authenticated:
        return calls.none()
    if viewer.has_perm("grants.see_staff_screens"):
        return calls
    return calls.filter(fund__in=funds_of(viewer)).exclude(state=CallState.DRAFT)
