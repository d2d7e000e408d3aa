"""All that staff read of one application on its page: what was submitted, the reviews' result, checks, decision."""

from dataclasses import dataclass
from datetime import datetime

from grants.domain.budget import BudgetLine, Totals, add_up, read_lines
from grants.domain.questions import AnsweredSection, answered_sections, application_form
from grants.models import Application, Call, Decision
from grants.queries.applications import ATTACHMENT, RECEIPT
from grants.queries.money import Position, position_of
from grants.queries.rounds import NO_POINTS, Points, points_of, stakes_on
from grants.states import AwardState, DecisionKind
from portal.audit.labels import verb_label
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
    decision: str
    sum: Money | None
    reasons: str
    decided_at: datetime | None
    voided_at: datetime | None
    answer: str
    answer_due: datetime | None
    published_at: datetime | None
    unpublished_at: datetime | None
    told_at: datetime | None
    about_to_be_told: bool
    override_reasons: str
    by_check: bool
    earlier: tuple[Decision, ...]
    reversals: tuple["ReversalLine", ...]


@dataclass(frozen=True, slots=True)
class ReversalLine:
    """A step taken back, with its reasons: what, why, when, by whom."""

    label: str
    reasons: str
    at: datetime
    by: str


def reversals_of(about: Application | Call) -> list[ReversalLine]:
    """What was taken back or corrected of an application or a call, the newest first."""
    return [
        ReversalLine(str(verb_label(row.verb)), row.reasons, row.at, row.by.get_full_name() if row.by else "")
        for row in about.reversals.select_related("by")
    ]


def dossier_of(application: Application, viewer: Viewer, at: datetime) -> Dossier:
    versions = list(application.versions.all())
    answers, currency = versions[-1].answers, application.call.fund.currency
    lines, _unread = read_lines(answers["budget"], currency)
    decision, award = application.decision, application.award_or_none
    if award and decision and award.decision_id != decision.pk:
        award = None
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
        decision=str(DecisionKind(decision.kind).label) if decision else "",
        sum=Money(decision.sum_minor, currency) if decision and award else None,
        reasons=decision.reasons if decision else "",
        decided_at=decision.decided_at if decision else None,
        voided_at=decision.voided_at if decision else None,
        answer=str(AwardState(award.state).label) if award else "",
        answer_due=award.answer_due if award else None,
        published_at=award.published_at if award else None,
        unpublished_at=award.unpublished_at if award else None,
        told_at=decision.announced_at if decision else None,
        about_to_be_told=bool(decision and decision.can_be_stopped(at)),
        override_reasons=decision.override_reasons if decision else "",
        by_check=bool(decision and decision.formal_check_id),
        earlier=tuple(one for one in application.decisions.all() if one.pk != application.decision_id),
        reversals=tuple(reversals_of(application)),
    )
