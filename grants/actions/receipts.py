"""The receipt of what was submitted: a PDF made from the locked version, kept, and sent."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from grants.actions.locking import locked_application
from grants.domain.budget import add_up, read_lines
from grants.domain.questions import TITLE, answered_sections, application_form
from grants.letters import applications as letters
from grants.models import Application, SubmittedVersion
from grants.queries.applications import RECEIPT
from portal.audit.actions.events import log_event
from portal.core.formats import when
from portal.core.languages import offered_language
from portal.core.texts import localised
from portal.documents.actions.storing import store_generated
from portal.documents.typesetting import typeset

SOURCE = Path(settings.BASE_DIR) / "templates" / "grants" / "pdf" / "receipt.typ"


def send_receipt(*, application: Application, at: datetime) -> bool:
    """Make, keep and send the receipt of the last version submitted; True if there was one to give.

    The PDF is made and stored before the transaction, which is short: a receipt that was not finished is made again by
    the job, the letter goes once. Safe to call at any time.
    """
    application = Application.objects.select_related("call__fund", "call__programme", "organisation").get(
        pk=application.pk
    )
    version = application.versions.order_by("-number").first()
    if version is None or application.receipted_version >= version.number:
        return False
    content = receipt_pdf(application, version)
    with transaction.atomic():
        row = locked_application(application.uuid)
        if row.receipted_version >= version.number:
            return False
        file = store_generated(
            content=content, name=f"{row.reference}-{version.number}.pdf", purpose=RECEIPT, about=row, at=at
        )
        row.receipted_version = version.number
        row.save(update_fields=["receipted_version"])
        log_event(
            verb="grants.send_receipt",
            by=None,
            about=row,
            at=at,
            data={"reference": row.reference, "version": version.number},
        )
        letters.queue_receipt_letter(row, version, file.uuid, at)
    return True


def receipt_pdf(application: Application, version: SubmittedVersion) -> bytes:
    """The receipt, in the language the application was written in."""
    with translation.override(offered_language(application.language)):
        return typeset(SOURCE, _data(application, version))


def _data(application: Application, version: SubmittedVersion) -> dict:
    snapshot, call = version.snapshot, application.call
    currency = snapshot["totals"]["currency"]
    lines, _unread = read_lines(snapshot["answers"]["budget"], currency)
    totals = add_up(snapshot["answers"]["budget"], currency)
    return {
        "lang": offered_language(application.language),
        "title": _("Receipt for application %(reference)s") % {"reference": snapshot["reference"]},
        "heading": snapshot["answers"][TITLE],
        "house": settings.SITE_NAME,
        "facts": [
            [_("Reference"), snapshot["reference"]],
            [_("Call"), localised(call.names)],
            [_("Applicant"), snapshot["organisation"]["name"]],
            [_("City"), snapshot["city"]["name"] if snapshot["city"] else "–"],
            [_("Submitted"), when(version.at, call.zone)],
            [_("Version"), str(version.number)],
            [_("Amount applied for"), str(totals.sought)],
        ],
        "sections": [
            {
                "title": section.title,
                "answers": [[answer.label, answer.text] for answer in section.answers],
                "part": section.part,
            }
            for section in answered_sections(application_form(), snapshot["answers"], currency)
        ],
        "partners": [[row["name"], row["role"]] for row in snapshot["answers"]["partners"] if row["name"]],
        "budget_columns": [_("Purpose"), _("Type"), _("Funding source"), _("Sum")],
        "budget": [[line.text, str(line.kind_label), str(line.source_label), str(line.sum)] for line in lines],
        "totals": [
            [_("Applied for here"), str(totals.sought)],
            [_("Co-funding"), str(totals.co_funding)],
            [_("Total"), str(totals.total)],
        ],
        "files": [file["name"] for file in snapshot["files"]],
        "boxes": _("Characters that can’t be printed are shown as boxes. We have them as you wrote them."),
        "proof": _("Fingerprint of what was submitted (SHA-256): %(digest)s") % {"digest": version.sha256},
    }
