"""Applications as applicants, staff and funders see them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from grants.domain.budget import BudgetLine, Totals, add_up, read_lines
from grants.domain.questions import AnsweredSection, answered_sections, application_form
from grants.models import Application, Call, SubmittedVersion
from grants.queries.recusals import recused_applications_q
from grants.queries.seats import acting_for, funds_of
from grants.states import IN_FIELD, PUBLISHABLE, SUBMITTED_STATES, ApplicationState, AwardState, CallState
from portal.core.actors import Viewer
from portal.core.money import Money
from portal.core.texts import localised
from portal.documents.queries.files import files_of

ATTACHMENT = "grants.attachment"
RECEIPT = "grants.receipt"


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """One of an applicant's own applications in their list."""

    uuid: UUID
    reference: str
    title: str
    call: str
    organisation: str
    state: ApplicationState
    changed_at: datetime
    closes_at: datetime
    zone: str
    needs_you: bool
    cancelled: bool = False
    missed: bool = False


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What the applicant was told: never before it was announced."""

    kind: str
    sum: Money | None
    reasons: str
    announced_at: datetime
    replaced_at: datetime | None = None
    answer_late: bool = False
    answer_due: datetime | None = None
    award_state: str = ""
    published_at: datetime | None = None
    award_uuid: UUID | None = None


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """An application as its applicant reads it."""

    uuid: UUID
    reference: str
    title: str
    call: str
    call_uuid: UUID
    programme: str
    organisation: str
    city: str
    state: ApplicationState
    lang: str
    opens_at: datetime
    closes_at: datetime
    zone: str
    submitted_at: datetime | None
    sections: tuple[AnsweredSection, ...]
    partners: tuple[dict, ...]
    lines: tuple[BudgetLine, ...]
    totals: Totals
    files: tuple = ()
    receipts: tuple = ()
    receipt_due: bool = False
    cancelled: bool = False
    missed: bool = False
    may_write: bool = False
    may_reopen: bool = False
    may_answer: bool = False
    may_withdraw: bool = False
    decision: DecisionView | None = None
    versions: tuple[tuple[int, datetime, str], ...] = field(default=())


def of_applicant(viewer: Viewer, at: datetime) -> QuerySet[Application]:
    """The applications of the bodies someone acts for, drafts too."""
    if not viewer.is_authenticated:
        return Application.objects.none()
    return Application.objects.filter(acting_for(viewer, at, "organisation__"))


def visible_to(viewer: Viewer, at: datetime) -> QuerySet[Application]:
    """What someone may see in a workspace: managers and finance what was submitted; a funder the field of the calls
    their money pays for; an applicant their own. Drafts are nobody's but the applicant's."""
    if not viewer.is_authenticated:
        return Application.objects.none()
    if viewer.has_perm("grants.see_applications"):
        return Application.objects.filter(state__in=SUBMITTED_STATES)
    followed = Q(call__fund__in=funds_of(viewer), state__in=IN_FIELD)
    return Application.objects.filter(acting_for(viewer, at, "organisation__") | followed)


def readable_by(viewer: Viewer, at: datetime) -> QuerySet[Application]:
    """What someone may read of it: their own, and of the others all they are not recused from. Files, the funder's
    page and whatever else shows what an application says go through here; lists show the rest by reference alone."""
    if not viewer.is_authenticated:
        return Application.objects.none()
    own = acting_for(viewer, at, "organisation__")
    return visible_to(viewer, at).filter(own | ~recused_applications_q(viewer, at))


def shown_state(application: Application, at: datetime) -> ApplicationState:
    """The state in the applicant's eyes: a decision not yet announced to them still reads as being assessed, a
    dismissal by the formal check as waiting for it."""
    decision = application.decision
    if decision is not None and decision.is_untold(at):
        return ApplicationState.SUBMITTED if decision.formal_check_id else ApplicationState.ELIGIBLE
    return ApplicationState(application.state)


def own_applications(viewer: Viewer, at: datetime) -> QuerySet[Application]:
    return of_applicant(viewer, at).select_related("call", "organisation", "decision").order_by("-changed_at", "-pk")


def application_line(application: Application, at: datetime) -> ApplicationLine:
    state = shown_state(application, at)
    call = application.call
    open_draft = state == ApplicationState.DRAFT and call.takes_applications(at)
    return ApplicationLine(
        uuid=application.uuid,
        reference=application.reference or "",
        title=application.title,
        call=localised(call.names),
        organisation=application.organisation.name,
        state=state,
        changed_at=application.changed_at,
        closes_at=call.closes_at,
        zone=call.zone,
        cancelled=call.state == CallState.CANCELLED,
        missed=state == ApplicationState.DRAFT and call.closes_at <= at,
        needs_you=open_draft or state == ApplicationState.AWARDED,
    )


def own_application(uuid: UUID, viewer: Viewer, at: datetime) -> Application | None:
    """One of someone's own, with what its pages need; None when it is not theirs."""
    return (
        of_applicant(viewer, at)
        .select_related("call__programme", "call__fund", "organisation", "city", "decision__replaces", "award")
        .filter(uuid=uuid)
        .first()
    )


def latest_version(application: Application) -> SubmittedVersion:
    """What was submitted last. Raises DoesNotExist for an application that never was submitted."""
    return application.versions.latest("number")


def application_view(application: Application, at: datetime) -> ApplicationView:
    """The applicant's page: what was submitted last, or what is being written."""
    state = shown_state(application, at)
    call, currency = application.call, application.call.fund.currency
    versions = list(application.versions.all())
    answers = application.answers if state == ApplicationState.DRAFT or not versions else versions[-1].answers
    lines, _unread = read_lines(answers.get("budget", ()), currency)
    return ApplicationView(
        uuid=application.uuid,
        reference=application.reference or "",
        title=application.title,
        call=localised(call.names),
        call_uuid=call.uuid,
        programme=localised(call.programme.names),
        organisation=application.organisation.name,
        city=application.city.local_name if application.city else "",
        state=state,
        lang=application.language,
        opens_at=call.opens_at,
        closes_at=call.closes_at,
        zone=call.zone,
        submitted_at=application.submitted_at,
        sections=answered_sections(application_form(), answers, currency),
        partners=tuple(row for row in answers.get("partners", ()) if row.get("name")),
        lines=tuple(lines),
        totals=add_up(answers.get("budget", ()), currency),
        files=tuple(files_of(application, purpose=ATTACHMENT)),
        receipts=tuple(files_of(application, purpose=RECEIPT)),
        receipt_due=application.receipted_version < application.submission_count,
        cancelled=call.state == CallState.CANCELLED,
        missed=state == ApplicationState.DRAFT and call.closes_at <= at,
        may_write=state == ApplicationState.DRAFT,
        may_reopen=state == ApplicationState.SUBMITTED and call.takes_applications(at),
        may_withdraw=ApplicationState.allows("withdraw", state),
        may_answer=state == ApplicationState.AWARDED,
        decision=decision_view(application, at),
        versions=tuple((version.number, version.at, version.sha256) for version in versions),
    )


def told_q(at: datetime) -> Q:
    """The condition that the applicant knows of the decision: announced, and its instant has come. Rows without a
    decision do not meet it."""
    return Q(decision__announced_at__lte=at)


def untold_q(at: datetime) -> Q:
    """The condition that a decision stands which the applicant does not know of."""
    stands = Q(decision__isnull=False, decision__voided_at__isnull=True)
    return stands & (Q(decision__announced_at__isnull=True) | Q(decision__announced_at__gt=at))


def decision_view(application: Application, at: datetime) -> DecisionView | None:
    decision = application.decision
    if decision is None or decision.announced_at is None or not decision.is_told(at):
        return None
    award = application.award_or_none
    if award is not None and award.decision_id != decision.pk:
        award = None
    accepted = award is not None and award.state in PUBLISHABLE and not award.unpublished_at
    return DecisionView(
        kind=decision.kind,
        sum=award.sum if award else None,
        reasons=decision.reasons,
        announced_at=decision.announced_at,
        replaced_at=decision.replaces.announced_at if decision.replaces else None,
        answer_late=bool(award and award.state == AwardState.OFFERED and award.answer_due and award.answer_due <= at),
        answer_due=award.answer_due if award else None,
        award_state=award.state if award else "",
        published_at=award.published_at if award and accepted else None,
        award_uuid=award.uuid if award and accepted and award.published_at else None,
    )


def unacknowledged() -> QuerySet[Application]:
    """Applications whose last version has no receipt yet."""
    return Application.objects.filter(receipted_version__lt=F("submission_count"))


def drafts_of(call: Call) -> QuerySet[Application]:
    """Everyone who has begun an application to the call and not submitted it."""
    return Application.objects.filter(call=call, state=ApplicationState.DRAFT)


def drafts_missed(at: datetime) -> QuerySet[Application]:
    """Drafts of calls that closed within the last week and whose writers were not told yet."""
    closed = Call.objects.filter(state=CallState.ANNOUNCED, closes_at__lte=at, closes_at__gt=at - timedelta(days=7))
    return Application.objects.filter(state=ApplicationState.DRAFT, missed_at__isnull=True, call__in=closed)


def drafts_to_remind(at: datetime, until: datetime) -> QuerySet[Application]:
    """Drafts, not yet reminded, of open calls that close before `until`. No reminder tells new dates that can still be
    taken back."""
    told = Q(window_told_at=None) | Q(window_told_at__lte=at)
    return Application.objects.filter(
        state=ApplicationState.DRAFT,
        reminded_at__isnull=True,
        call__in=Call.objects.filter(
            told, state=CallState.ANNOUNCED, opens_at__lte=at, closes_at__gt=at, closes_at__lte=until
        ),
    ).select_related("call", "contact")
