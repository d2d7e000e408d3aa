"""Letters about what was decided, and about the answer it waits for."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from grants.letters.context import APPLICANT, DECIDER, queue_applicant_letter
from grants.models import Application, Award, Decision
from grants.queries.contacts import staff_of
from grants.states import AwardState, DecisionKind
from portal.adminkit.addresses import staff_url
from portal.core.money import Money
from portal.mail.actions.queue import queue_letter
from portal.mail.actions.stopping import stop_letters
from portal.mail.kinds import LetterKind
from portal.mail.models import Letter
from portal.mail.states import LetterState

# A decision as its applicant reads it.
DECISIONS = {
    DecisionKind.AWARD_FULL: _("An award of all you applied for"),
    DecisionKind.AWARD_PART: _("An award of a part of what you applied for"),
    DecisionKind.REFUSE: _("No award"),
    DecisionKind.DISMISS: _("The application did not meet the formal requirements"),
}
DISMISSED = LetterKind(
    key="grants/dismissed",
    label=_("Application dismissed"),
    audience=APPLICANT,
    purpose=_("Gives the reasons why the application did not meet the formal requirements."),
)
AWARDED = LetterKind(
    key="grants/awarded",
    label=_("Award offered"),
    audience=APPLICANT,
    purpose=_("Offers the award, gives the reasons and says by when to accept."),
)
REFUSED = LetterKind(
    key="grants/refused",
    label=_("Application refused"),
    audience=APPLICANT,
    purpose=_("Gives the reasons why the application gets no award."),
)
CORRECTED = LetterKind(
    key="grants/corrected",
    label=_("Decision corrected"),
    audience=APPLICANT,
    purpose=_("Says what a new decision changes about the one they were told of, and why."),
)
WITHDRAWN_DECIDED = LetterKind(
    key="grants/withdrawn_decided",
    label=_("To staff: withdrawn before the decision was told"),
    audience=DECIDER,
    purpose=_("Says that a decision is void, because the applicant withdrew before they were told of it."),
)
ANSWER_REMINDER = LetterKind(
    key="grants/answer_reminder",
    label=_("Award waits for an answer"),
    audience=APPLICANT,
    purpose=_("Reminds of an award that was neither accepted nor declined."),
)


def queue_decision_letter(application: Application, decision: Decision, award: Award | None, at: datetime) -> None:
    """What was decided, with reasons, and what to do about an award: as it is announced, not before."""
    kind = {
        DecisionKind.AWARD_FULL: AWARDED,
        DecisionKind.AWARD_PART: AWARDED,
        DecisionKind.REFUSE: REFUSED,
        DecisionKind.DISMISS: DISMISSED,
    }[DecisionKind(decision.kind)]
    context = {
        "reasons": decision.reasons,
        "in_part": decision.kind == DecisionKind.AWARD_PART,
    }
    if award:
        context |= {"sum": award.sum, "sought": application.sought, "answer_due": award.answer_due}
    queue_applicant_letter(
        kind,
        application,
        reason=_decision_reason(decision),
        at=at,
        context=context,
        not_before=decision.announced_at,
        batch=f"grants.decisions:{application.call.uuid}:{at:%Y-%m-%d}",
    )


def _decision_reason(decision: Decision) -> str:
    return f"grants.decision:{decision.uuid}:{decision.announcements}"


def stop_decision_letters(decision: Decision, at: datetime) -> bool:
    """Stop the e-mails that tell of a decision, as it was announced last; whether none of them has left."""
    told = Letter.objects.filter(reason__startswith=f"{_decision_reason(decision)}:")
    stop_letters(letters=told, at=at)
    return not told.exclude(state=LetterState.DROPPED).exists()


def queue_corrected_letter(
    application: Application, decision: Decision, award: Award | None, why: str, at: datetime
) -> None:
    """A decision the applicant knew of is replaced by another: what changes, why, and what to do now."""
    earlier, currency = decision.replaces, application.call.fund.currency
    assert earlier is not None  # a correction replaces something
    context = {
        "before": DECISIONS[DecisionKind(earlier.kind)],
        "sum_before": Money(earlier.sum_minor, currency) if earlier.sum_minor else None,
        "told_at": earlier.announced_at,
        "now": DECISIONS[DecisionKind(decision.kind)],
        "sum": Money(decision.sum_minor, currency) if decision.sum_minor else None,
        "why": why.strip(),
        "reasons": decision.reasons,
        "answer_due": award.answer_due if award and award.state == AwardState.OFFERED else None,
    }
    queue_applicant_letter(CORRECTED, application, reason=f"grants.corrected:{decision.uuid}", at=at, context=context)


def queue_withdrawn_decided_letter(
    application: Application, decision: Decision, award: Award | None, at: datetime
) -> None:
    """To staff: a decision the applicant was never told of is void, because they withdrew."""
    for to in staff_of(application, decision):
        queue_letter(
            reason=f"grants.withdrawn_decided:{decision.uuid}:{to.uuid}",
            to=to,
            kind=WITHDRAWN_DECIDED,
            context={
                "reference": application.reference,
                "call_names": application.call.names,
                "sum": award.sum if award else None,
                "page": staff_url(application),
            },
            about=application,
            at=at,
        )


def queue_answer_reminder_letter(award: Award, at: datetime) -> None:
    """An award still waits for its answer."""
    queue_applicant_letter(
        ANSWER_REMINDER,
        award.application,
        reason=f"grants.answer_reminder:{award.uuid}",
        at=at,
        context={"sum": award.sum, "answer_due": award.answer_due},
        expires=award.answer_due + timedelta(days=7),
    )
