"""The PDF of what was issued: made once, kept where nobody can change it, sent."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from portal.audit.actions.events import log_event
from portal.documents.actions.storing import store_generated
from portal.documents.typesetting import typeset_for_archive
from portal.payments import letters
from portal.payments.files import INVOICE_PDF
from portal.payments.models import Delivery, Invoice
from portal.payments.queries.documents import pdf_data
from portal.payments.states import DeliveryChannel, InvoiceKind

SOURCE = Path(settings.BASE_DIR) / "templates" / "payments" / "pdf" / "invoice.typ"
# Accounts are kept longest in Finland: ten years after the year's end.
KEPT = timedelta(days=11 * 366)


def send_invoice_document(*, invoice: Invoice, at: datetime) -> bool:
    """Makes and keeps the PDF of an issued invoice or credit note and sends it; True if it was still to do.

    The PDF is made and stored before the transaction, which is short: one that was not finished is made again by the
    job, and the e-mail goes once. Safe to call at any time. Raises StorageFailed.
    """
    found = Invoice.objects.select_related("city__country", "credits").get(pk=invoice.pk)
    if found.number is None or found.sent_at is not None:
        return False
    content = typeset_for_archive(SOURCE, pdf_data(found))
    file = store_generated(
        content=content, name=f"{found.number}.pdf", purpose=INVOICE_PDF, about=found, at=at, kept_until=at + KEPT
    )
    with transaction.atomic():
        row = Invoice.objects.select_for_update(of=("self",)).select_related("city", "credits").get(pk=invoice.pk)
        if row.sent_at is not None:
            return False
        row.sent_at = at
        row.save(update_fields=["sent_at"])
        Delivery.objects.create(invoice=row, channel=DeliveryChannel.EMAIL, at=at)
        log_event(verb="payments.send_invoice", by=None, about=row, at=at, data={"number": row.number})
        if row.kind == InvoiceKind.CREDIT_NOTE:
            letters.queue_credit_note_letter(invoice=row, file=file.uuid, at=at)
        else:
            letters.queue_invoice_letter(invoice=row, file=file.uuid, at=at)
    return True
