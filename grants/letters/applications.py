"""Letters about what was submitted: receipt, opened again, a file refused."""

from datetime import datetime

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from grants.letters.context import APPLICANT, about_application, queue_applicant_letter
from grants.models import Application
from grants.queries.contacts import recipients_of
from portal.mail.actions.queue import queue_letter
from portal.mail.kinds import LetterKind
from portal.mail.recipients import reading_language

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
FILE_REFUSED = LetterKind(
    key="grants/file_refused",
    label=_("Attachment refused"),
    audience=APPLICANT,
    purpose=_("Says which attachment we can’t keep, and why."),
)


def queue_receipt_letter(application: Application, version, file_uuid, at: datetime) -> None:
    """Receipt for what was submitted, the PDF attached, to whoever writes the application."""
    queue_applicant_letter(
        RECEIPT,
        application,
        reason=f"grants.receipt:{version.uuid}",
        at=at,
        context={"version": version.number, "submitted_at": version.at},
        attachments=[file_uuid],
    )


def queue_reopened_letter(application: Application, number: int, at: datetime) -> None:
    queue_applicant_letter(REOPENED, application, reason=f"grants.reopened:{application.uuid}:{number}", at=at)


def queue_file_refused_letter(application: Application, file, at: datetime) -> None:
    """The scanner, or staff, refused an attachment after it had arrived."""
    for to in recipients_of(application, at):
        with override(reading_language(to)):
            reason = gettext(file.refusal) if file.refusal else ""
        queue_letter(
            reason=f"grants.file_refused:{file.uuid}:{to.uuid}",
            to=to,
            kind=FILE_REFUSED,
            context={**about_application(application), "name": file.name, "reason": reason},
            about=application,
            at=at,
        )
