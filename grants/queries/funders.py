"""What a funder reads of the calls their money pays for."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Sum

from grants.domain.budget import BudgetLine, Totals, add_up, read_lines
from grants.domain.questions import AnsweredSection, answered_sections, application_form
from grants.models import Application, Award
from grants.queries import calls
from grants.queries.applications import latest_version
from grants.queries.calls import CallLine
from grants.queries.seats import is_funder
from grants.states import COMMITTED, IN_FIELD, ApplicationState, DecisionKind
from portal.core.actors import Viewer
from portal.core.money import Money
from portal.core.texts import localised


@dataclass(frozen=True, slots=True)
class FunderCall:
    """A call with how many are in its field and what of its budget is awarded."""

    line: CallLine
    in_field: int
    awarded: Money


@dataclass(frozen=True, slots=True)
class FieldView:
    """An application as its funder reads it: the version submitted, and the decision."""

    reference: str
    title: str
    call: str
    call_uuid: UUID
    organisation: str
    city: str
    state: ApplicationState
    lang: str
    sections: tuple[AnsweredSection, ...]
    partners: tuple[dict, ...]
    lines: tuple[BudgetLine, ...]
    totals: Totals
    decision: str
    sum: Money | None
    reasons: str
    awarded_on: date | None


def funder_calls(viewer: Viewer, at: datetime) -> list[FunderCall] | None:
    """The calls of someone's funds, newest first; None for who follows none and is not of the secretariat."""
    if not (viewer.has_perm("grants.see_applications") or is_funder(viewer)):
        return None
    found = list(calls.visible_to(viewer, at)[:100])
    field = Application.objects.filter(call__in=found, state__in=IN_FIELD).values_list("call")
    given = Award.objects.filter(call__in=found, state__in=COMMITTED).values_list("call")
    fields = dict(field.annotate(number=Count("pk")).order_by())
    sums = dict(given.annotate(whole=Sum("sum_minor")).order_by())
    return [
        FunderCall(CallLine.of(call, at), fields.get(call.pk, 0), Money(sums.get(call.pk, 0), call.currency))
        for call in found
    ]


def field_view(row: Application) -> FieldView:
    answers, currency = latest_version(row).answers, row.call.fund.currency
    decision, award = row.decision, row.award_or_none
    lines, _unread = read_lines(answers["budget"], currency)
    return FieldView(
        reference=row.reference or "",
        title=row.title,
        call=localised(row.call.names),
        call_uuid=row.call.uuid,
        organisation=row.organisation.name,
        city=row.city.local_name if row.city else "",
        state=ApplicationState(row.state),
        lang=row.language,
        sections=answered_sections(application_form(), answers, currency),
        partners=tuple(partner for partner in answers["partners"] if partner["name"]),
        lines=tuple(lines),
        totals=add_up(answers["budget"], currency),
        decision=str(DecisionKind(decision.kind).label) if decision else "",
        sum=award.sum if award else None,
        reasons=decision.reasons if decision else "",
        awarded_on=award.awarded_on if award else None,
    )
