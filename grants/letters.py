"""Letters about grants: who gets which, and what its words may use. Rendered in the reader's language when queued."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from grants.models import Application, Award, Call, Decision, Representative
from grants.queries.contacts import recipients_of, recipients_of_each, staff_of
from grants.states import AwardState, DecisionKind
from portal.adminkit.addresses import staff_url
from portal.core.money import Money
from portal.mail.actions.queue import LetterToOne, queue_letter, queue_letters
from portal.mail.actions.stopping import stop_letters
from portal.mail.grace import GRACE
from portal.mail.kinds import Audience, LetterKind
from portal.mail.models import Batch, Letter
from portal.mail.recipients import Recipient, reading_language
from portal.mail.states import LetterState

APPLICANT = Audience(
    _("The people who write the application"), _("You get this e-mail because you apply for money through the portal.")
)
REPRESENTATIVE = Audience(
    _("The person who asked to apply for the organisation"),
    _("You get this e-mail because you asked to apply for an organisation."),
)
DECIDER = Audience(_("Staff who decide on applications"), _("You get this e-mail because you decide on applications."))

# A decision as its applicant reads it.
DECISIONS = {
    DecisionKind.AWARD_FULL: _("An award of all you applied for"),
    DecisionKind.AWARD_PART: _("An award of a part of what you applied for"),
    DecisionKind.REFUSE: _("No award"),
    DecisionKind.DISMISS: _("The application did not meet the formal requirements"),
}

RECEIPT = LetterKind(
    key="grants/receipt",
    label=_("Receipt of an application"),
    audience=APPLICANT,
    purpose=_("Confirms what was submitted and when, with the application attached."),
)
REOPENED = LetterKind(
    key="grants/reopened",
    label=_("Application opened again"),
    audience=APPLICANT,
    purpose=_("Says that the application is a draft again and has to be submitted anew."),
)
WITHDRAWN_DECIDED = LetterKind(
    key="grants/withdrawn_decided",
    label=_("To staff: withdrawn before the decision was told"),
    audience=DECIDER,
    purpose=_("Says that a decision is void, because the applicant withdrew before they were told of it."),
)
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
UNPUBLISHED = LetterKind(
    key="grants/unpublished",
    label=_("Award withdrawn from the site"),
    audience=APPLICANT,
    purpose=_("Says that the award can no longer be read by everyone, and why."),
)
WINDOW_MOVED = LetterKind(
    key="grants/window_moved",
    label=_("Dates of the call moved"),
    audience=APPLICANT,
    purpose=_("Says to everyone with a draft from when until when the call is open now."),
)
CALL_CANCELLED = LetterKind(
    key="grants/call_cancelled",
    label=_("Call cancelled"),
    audience=APPLICANT,
    purpose=_("Says to everyone with a draft that the call takes no applications."),
)
CALL_RESTORED = LetterKind(
    key="grants/call_restored",
    label=_("Call takes applications again"),
    audience=APPLICANT,
    purpose=_("Says to everyone with a draft that the call was not cancelled after all."),
)
DRAFT_MISSED = LetterKind(
    key="grants/draft_missed",
    label=_("Call closed, draft not submitted"),
    audience=APPLICANT,
    purpose=_("Says that the draft can’t be submitted any more, and that its text is still there."),
)
DRAFT_REMINDER = LetterKind(
    key="grants/draft_reminder",
    label=_("Draft not submitted, call closes soon"),
    audience=APPLICANT,
    purpose=_("Reminds of a draft a few days before the call closes."),
)
ANSWER_REMINDER = LetterKind(
    key="grants/answer_reminder",
    label=_("Award waits for an answer"),
    audience=APPLICANT,
    purpose=_("Reminds of an award that was neither accepted nor declined."),
)
PUBLISHED = LetterKind(
    key="grants/published",
    label=_("Award becomes public"),
    audience=APPLICANT,
    purpose=_("Says from when the award can be read by everyone, and what is published."),
)
SEAT_CONFIRMED = LetterKind(
    key="grants/seat_confirmed",
    label=_("May apply for an organisation"),
    audience=REPRESENTATIVE,
    purpose=_("Says that the secretariat confirmed them as representative."),
)
SEAT_TURNED_DOWN = LetterKind(
    key="grants/seat_turned_down",
    label=_("May not apply for an organisation"),
    audience=REPRESENTATIVE,
    purpose=_("Says that the secretariat could not confirm them as representative."),
)
FILE_REFUSED = LetterKind(
    key="grants/file_refused",
    label=_("Attachment refused"),
    audience=APPLICANT,
    purpose=_("Says which attachment we can’t keep, and why."),
)


def queue_receipt_letter(application: Application, version, file_uuid, at: datetime) -> None:
    """Receipt for what was submitted, the PDF attached, to whoever writes the application."""
    for to in recipients_of(application, at):
        queue_letter(
            reason=f"grants.receipt:{version.uuid}:{to.uuid}",
            to=to,
            kind=RECEIPT,
            context={**_about(application), "version": version.number, "submitted_at": version.at},
            about=application,
            at=at,
            attachments=[file_uuid],
        )


def queue_reopened_letter(application: Application, number: int, at: datetime) -> None:
    for to in recipients_of(application, at):
        queue_letter(
            reason=f"grants.reopened:{application.uuid}:{number}:{to.uuid}",
            to=to,
            kind=REOPENED,
            context=_about(application),
            about=application,
            at=at,
        )


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


def queue_decision_letter(application: Application, decision: Decision, award: Award | None, at: datetime) -> None:
    """What was decided, with reasons, and what to do about an award: as it is announced, not before."""
    kind = {
        DecisionKind.AWARD_FULL: AWARDED,
        DecisionKind.AWARD_PART: AWARDED,
        DecisionKind.REFUSE: REFUSED,
        DecisionKind.DISMISS: DISMISSED,
    }[DecisionKind(decision.kind)]
    context = {**_about(application), "reasons": decision.reasons, "in_part": decision.kind == DecisionKind.AWARD_PART}
    if award:
        context |= {"sum": award.sum, "sought": application.sought, "answer_due": award.answer_due}
    for to in recipients_of(application, at):
        queue_letter(
            reason=f"{_decision_reason(decision)}{to.uuid}",
            to=to,
            kind=kind,
            context=context,
            about=application,
            at=at,
            not_before=decision.announced_at,
            batch=f"grants.decisions:{application.call.uuid}:{at:%Y-%m-%d}",
        )


def _decision_reason(decision: Decision) -> str:
    return f"grants.decision:{decision.uuid}:{decision.announcements}:"


def stop_decision_letters(decision: Decision, at: datetime) -> bool:
    """Stop the e-mails that tell of a decision, as it was announced last; whether none of them has left."""
    told = Letter.objects.filter(reason__startswith=_decision_reason(decision))
    stop_letters(letters=told, at=at)
    return not told.exclude(state=LetterState.DROPPED).exists()


def queue_corrected_letter(
    application: Application, decision: Decision, award: Award | None, why: str, at: datetime
) -> None:
    """A decision the applicant knew of is replaced by another: what changes, why, and what to do now."""
    earlier, currency = decision.replaces, application.call.fund.currency
    assert earlier is not None  # a correction replaces something
    context = {
        **_about(application),
        "before": DECISIONS[DecisionKind(earlier.kind)],
        "sum_before": Money(earlier.sum_minor, currency) if earlier.sum_minor else None,
        "told_at": earlier.announced_at,
        "now": DECISIONS[DecisionKind(decision.kind)],
        "sum": Money(decision.sum_minor, currency) if decision.sum_minor else None,
        "why": why.strip(),
        "reasons": decision.reasons,
        "answer_due": award.answer_due if award and award.state == AwardState.OFFERED else None,
    }
    for to in recipients_of(application, at):
        queue_letter(
            reason=f"grants.corrected:{decision.uuid}:{to.uuid}",
            to=to,
            kind=CORRECTED,
            context=context,
            about=application,
            at=at,
        )


def queue_draft_reminder_letter(application: Application, at: datetime) -> None:
    """A call closes soon and the application is still a draft: once for each date it closes on."""
    for to in recipients_of(application, at):
        queue_letter(
            reason=f"grants.draft_reminder:{application.uuid}:{application.call.closes_at:%Y%m%d%H%M}:{to.uuid}",
            to=to,
            kind=DRAFT_REMINDER,
            context={**_about(application), "closes_at": application.call.closes_at},
            about=application,
            at=at,
            expires=application.call.closes_at,
        )


def queue_answer_reminder_letter(award: Award, at: datetime) -> None:
    """An award still waits for its answer."""
    application = award.application
    for to in recipients_of(application, at):
        queue_letter(
            reason=f"grants.answer_reminder:{award.uuid}:{to.uuid}",
            to=to,
            kind=ANSWER_REMINDER,
            context={**_about(application), "sum": award.sum, "answer_due": award.answer_due},
            about=application,
            at=at,
            expires=award.answer_due + timedelta(days=7),
        )


def queue_published_letter(award: Award, at: datetime) -> None:
    for to in recipients_of(award.application, at):
        queue_letter(
            reason=f"grants.published:{award.uuid}:{award.published_at}:{at.isoformat()}:{to.uuid}",
            to=to,
            kind=PUBLISHED,
            context={**_about(award.application), "award_uuid": award.uuid, "published_at": award.published_at},
            about=award.application,
            at=at,
        )


def stop_published_letters(award: Award, at: datetime) -> None:
    """Stop those that say from when an award is public and have not left."""
    stop_letters(letters=Letter.objects.filter(reason__startswith=f"grants.published:{award.uuid}:"), at=at)


def queue_unpublished_letter(award: Award, at: datetime) -> None:
    """An award was withdrawn from the site."""
    for to in recipients_of(award.application, at):
        queue_letter(
            reason=f"grants.unpublished:{award.uuid}:{at.isoformat()}:{to.uuid}",
            to=to,
            kind=UNPUBLISHED,
            context={**_about(award.application), "reasons": award.unpublished_reasons},
            about=award.application,
            at=at,
        )


def queue_call_letter(
    kind: LetterKind, call: Call, drafts: QuerySet[Application], at: datetime, *, key: str, wait: bool = False
) -> None:
    """Something happened to the call of these drafts: it moved, was cancelled, takes applications again, or closed.
    `key` tells one such event from another; with `wait` it can be stopped for a while."""
    applications = list(drafts.select_related("organisation").order_by("pk"))
    recipients, dates = recipients_of_each(applications, at), {"opens_at": call.opens_at, "closes_at": call.closes_at}
    found = []
    for application in applications:
        application.call = call
        for to in recipients[application.uuid]:
            reason = f"{kind.key}:{application.uuid}:{key}:{to.uuid}"
            found.append(LetterToOne(reason, to, {**_about(application), **dates}, application))
    queue_letters(
        letters=found,
        kind=kind,
        at=at,
        not_before=at + GRACE if wait else None,
        batch=f"{kind.key}:{call.uuid}:{key}" if wait else "",
    )


def stop_call_letters(kind: LetterKind, call: Call, at: datetime) -> set[UUID]:
    """Stop those of `queue_call_letter` that waited and have not left. Which applications they were about."""
    found = _call_letters(kind, call)
    stop_letters(letters=found, at=at)
    return set(found.filter(state=LetterState.DROPPED, ended_at=at).values_list("about_uuid", flat=True))


def have_left(kind: LetterKind, call: Call, since: datetime) -> bool:
    """Whether any of `queue_call_letter` that waited, written since an instant, is on its way or was sent."""
    unsent = (LetterState.WAITING, LetterState.HELD, LetterState.DROPPED)
    return _call_letters(kind, call).filter(queued_at__gte=since).exclude(state__in=unsent).exists()


def stopped_call_letters(kind: LetterKind, call: Call, since: datetime) -> set[UUID]:
    """The applications whose letters of `queue_call_letter` that waited, written since an instant, were all
    stopped."""
    found = _call_letters(kind, call).filter(queued_at__gte=since).values_list("about_uuid", "state")
    return {uuid for uuid, _state in found} - {uuid for uuid, state in found if state != LetterState.DROPPED}


def _call_letters(kind: LetterKind, call: Call) -> QuerySet[Letter]:
    return Letter.objects.filter(batch__in=Batch.objects.filter(key__startswith=f"{kind.key}:{call.uuid}:"))


def queue_seat_letter(seat: Representative, confirmed: bool, at: datetime) -> None:
    """Whether someone may now apply in the name of the organisation they named."""
    user = get_user_model().objects.get(pk=seat.user_id)
    to: Recipient = user.recipient
    queue_letter(
        reason=f"grants.seat:{seat.uuid}:{seat.state}",
        to=to,
        kind=SEAT_CONFIRMED if confirmed else SEAT_TURNED_DOWN,
        context={"organisation": seat.organisation.name},
        about=seat,
        at=at,
    )


def queue_file_refused_letter(application: Application, file, at: datetime) -> None:
    """The scanner, or staff, refused an attachment after it had arrived."""
    for to in recipients_of(application, at):
        with override(reading_language(to)):
            reason = gettext(file.refusal) if file.refusal else ""
        queue_letter(
            reason=f"grants.file_refused:{file.uuid}:{to.uuid}",
            to=to,
            kind=FILE_REFUSED,
            context={**_about(application), "name": file.name, "reason": reason},
            about=application,
            at=at,
        )


def _about(application: Application) -> dict:
    """What every letter about an application may name. Texts in several languages are chosen as it is rendered."""
    call = application.call
    return {
        "application_uuid": application.uuid,
        "reference": application.reference or "",
        "title": application.title,
        "organisation": application.organisation.name,
        "call_names": call.names,
        "zone": call.zone,
    }
