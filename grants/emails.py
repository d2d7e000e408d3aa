"""Letters about grants: who gets which, and what its words may use. Rendered in the reader's language when queued."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.utils.translation import gettext, override

from grants.models import Application, Award, Decision, Representative
from grants.queries.contacts import recipients_of, staff_of
from grants.states import DecisionKind
from portal.adminkit.addresses import staff_url
from portal.mail.actions.queue import queue_letter
from portal.mail.recipients import Recipient, reading_language


def letter_receipt(application: Application, version, file_uuid, at: datetime) -> None:
    """Receipt for what was handed in, the PDF attached, to whoever writes the application."""
    for to in recipients_of(application, at):
        queue_letter(
            reason=f"grants.receipt:{version.uuid}:{to.uuid}",
            to=to,
            template="grants/receipt",
            context={**_about(application), "version": version.number, "submitted_at": version.at},
            about=application,
            at=at,
            attachments=[file_uuid],
        )


def letter_reopened(application: Application, number: int, at: datetime) -> None:
    for to in recipients_of(application, at):
        queue_letter(
            reason=f"grants.taken_back:{application.uuid}:{number}:{to.uuid}",
            to=to,
            template="grants/taken_back",
            context=_about(application),
            about=application,
            at=at,
        )


def letter_withdrawn_decided(application: Application, decision: Decision, award: Award | None, at: datetime) -> None:
    """To staff: a decision the applicant was never told of is void, because they withdrew."""
    for to in staff_of(application, decision):
        queue_letter(
            reason=f"grants.withdrawn_decided:{decision.uuid}:{to.uuid}",
            to=to,
            template="grants/withdrawn_decided",
            context={
                "reference": application.reference,
                "call_names": application.call.names,
                "sum": award.sum if award else None,
                "page": staff_url(application),
            },
            about=application,
            at=at,
        )


def letter_dismissed(application: Application, reasons: str, check_uuid, at: datetime) -> None:
    """Formally not considered, after the formal check."""
    for to in recipients_of(application, at):
        queue_letter(
            reason=f"grants.dismissed:{check_uuid}:{to.uuid}",
            to=to,
            template="grants/dismissed",
            context={**_about(application), "reasons": reasons},
            about=application,
            at=at,
        )


def letter_decision(application: Application, decision: Decision, award: Award | None, at: datetime) -> None:
    """What was decided, with reasons, and what to do about an award."""
    template = {
        DecisionKind.AWARD_FULL: "grants/awarded",
        DecisionKind.AWARD_PART: "grants/awarded",
        DecisionKind.REFUSE: "grants/refused",
        DecisionKind.DISMISS: "grants/dismissed",
    }[DecisionKind(decision.kind)]
    context = {**_about(application), "reasons": decision.reasons, "in_part": decision.kind == DecisionKind.AWARD_PART}
    if award:
        context |= {"sum": award.sum, "sought": application.sought, "answer_due": award.answer_due}
    for to in recipients_of(application, at):
        queue_letter(
            reason=f"grants.decision:{decision.uuid}:{to.uuid}",
            to=to,
            template=template,
            context=context,
            about=application,
            at=at,
        )


def letter_draft_reminder(application: Application, at: datetime) -> None:
    """A call closes soon and the application is still a draft."""
    for to in recipients_of(application, at):
        queue_letter(
            reason=f"grants.draft_reminder:{application.uuid}:{to.uuid}",
            to=to,
            template="grants/draft_reminder",
            context={**_about(application), "closes_at": application.call.closes_at},
            about=application,
            at=at,
            expires=application.call.closes_at,
        )


def letter_answer_reminder(award: Award, at: datetime) -> None:
    """An award still waits for its answer."""
    application = award.application
    for to in recipients_of(application, at):
        queue_letter(
            reason=f"grants.answer_reminder:{award.uuid}:{to.uuid}",
            to=to,
            template="grants/answer_reminder",
            context={**_about(application), "sum": award.sum, "answer_due": award.answer_due},
            about=application,
            at=at,
            expires=award.answer_due + timedelta(days=7),
        )


def letter_published(award: Award, at: datetime) -> None:
    for to in recipients_of(award.application, at):
        queue_letter(
            reason=f"grants.published:{award.uuid}:{to.uuid}",
            to=to,
            template="grants/published",
            context={**_about(award.application), "award_uuid": award.uuid, "published_at": award.published_at},
            about=award.application,
            at=at,
        )


def letter_seat(seat: Representative, confirmed: bool, at: datetime) -> None:
    """Whether someone may now apply in the name of the organisation they named."""
    user = get_user_model().objects.get(pk=seat.user_id)
    to: Recipient = user.recipient
    queue_letter(
        reason=f"grants.seat:{seat.uuid}:{seat.state}",
        to=to,
        template="grants/seat_confirmed" if confirmed else "grants/seat_turned_down",
        context={"organisation": seat.organisation.name},
        about=seat,
        at=at,
    )


def letter_file_refused(application: Application, file, at: datetime) -> None:
    """The scanner, or staff, refused an attachment after it had arrived."""
    for to in recipients_of(application, at):
        with override(reading_language(to)):
            reason = gettext(file.refusal) if file.refusal else ""
        queue_letter(
            reason=f"grants.file_refused:{file.uuid}:{to.uuid}",
            to=to,
            template="grants/file_refused",
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
