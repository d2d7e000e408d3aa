"""Letters about grants: who gets which, and what its words may use. Rendered in the reader's language when queued."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from grants.models import Application, Award, Decision, Representative
from grants.queries.contacts import recipients_of, staff_of
from grants.states import DecisionKind
from portal.adminkit.addresses import staff_url
from portal.mail.actions.queue import queue_letter
from portal.mail.kinds import Audience, LetterKind
from portal.mail.recipients import Recipient, reading_language

APPLICANT = Audience(
    _("The people who write the application"), _("You get this e-mail because you apply for money through the portal.")
)
REPRESENTATIVE = Audience(
    _("The person who asked to apply for the organisation"),
    _("You get this e-mail because you asked to apply for an organisation."),
)
DECIDER = Audience(_("Staff who decide on applications"), _("You get this e-mail because you decide on applications."))

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


def queue_dismissed_letter(application: Application, reasons: str, check_uuid, at: datetime) -> None:
    """Formally not considered, after the formal check."""
    for to in recipients_of(application, at):
        queue_letter(
            reason=f"grants.dismissed:{check_uuid}:{to.uuid}",
            to=to,
            kind=DISMISSED,
            context={**_about(application), "reasons": reasons},
            about=application,
            at=at,
        )


def queue_decision_letter(application: Application, decision: Decision, award: Award | None, at: datetime) -> None:
    """What was decided, with reasons, and what to do about an award."""
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
            reason=f"grants.decision:{decision.uuid}:{to.uuid}",
            to=to,
            kind=kind,
            context=context,
            about=application,
            at=at,
        )


def queue_draft_reminder_letter(application: Application, at: datetime) -> None:
    """A call closes soon and the application is still a draft."""
    for to in recipients_of(application, at):
        queue_letter(
            reason=f"grants.draft_reminder:{application.uuid}:{to.uuid}",
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
            reason=f"grants.published:{award.uuid}:{to.uuid}",
            to=to,
            kind=PUBLISHED,
            context={**_about(award.application), "award_uuid": award.uuid, "published_at": award.published_at},
            about=award.application,
            at=at,
        )


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
