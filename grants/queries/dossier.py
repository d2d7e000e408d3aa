"""All that staff read of one application on its page: what was submitted, the reviews' result, checks, decision."""

from dataclasses import dataclass
from datetime import datetime

from grants.domain.budget import BudgetLine, Totals, add_up, read_lines
from grants.domain.questions import AnsweredSection, answered_sections, application_form
from grants.models import Application, EligibilityCheck
from grants.queries.applications import ATTACHMENT, RECEIPT
from grants.queries.money import Position, position_of
from grants.queries.rounds import NO_POINTS, Points, points_of, stakes_on
from grants.states import AwardState, DecisionKind
from portal.core.actors import Viewer
from portal.core.money import Money
from portal.documents.queries.files import files_of


@dataclass(frozen=True, slots=True)
class Dossier:
    """Read model of the staff page; `sections` are of the last version submitted."""

    lang: str
    zone: str
    sections: tuple[AnsweredSection, ...]
    partners: tuple[dict, ...]
    lines: tuple[BudgetLine, ...]
    totals: Totals
    versions: tuple[tuple[int, datetime, str], ...]
    files: tuple
    receipts: tuple
    points: Points
    position: Position
    check: EligibilityCheck | None
    decision: str
    sum: Money | None
    reasons: str
    decided_at: datetime | None
    announced_at: datetime | None
    voided_at: datetime | None
    answer: str
    answer_due: datetime | None
    published_at: datetime | None


def dossier_of(application: Application, viewer: Viewer, at: datetime) -> Dossier:
    versions = list(application.versions.all())
    answers, currency = versions[-1].answers, application.call.fund.currency
    lines, _unread = read_lines(answers["budget"], currency)
    decision, award = getattr(application, "decision", None), getattr(application, "award", None)
    return Dossier(
        lang=application.language,
        zone=application.call.zone,
        sections=answered_sections(application_form(), answers, currency),
        partners=tuple(row for row in answers["partners"] if row["name"]),
        lines=tuple(lines),
        totals=add_up(answers["budget"], currency),
        versions=tuple((version.number, version.at, version.sha256) for version in versions),
        files=tuple(files_of(application, ATTACHMENT)),
        receipts=tuple(files_of(application, RECEIPT)),
        points=points_of([application.uuid], stakes_on([application.uuid], at)).get(application.uuid, NO_POINTS),
        position=position_of(application.call),
        check=application.checks.first(),
        decision=str(DecisionKind(decision.kind).label) if decision else "",
        sum=Money(decision.sum_minor, currency) if decision and award else None,
        reasons=decision.reasons if decision else "",
        decided_at=decision.decided_at if decision else None,
        announced_at=decision.announced_at if decision else None,
        voided_at=decision.voided_at if decision else None,
        answer=str(AwardState(award.state).label) if award else "",
        answer_due=award.answer_due if award else None,
        published_at=award.published_at if award else None,
    )
