"""What runs by the clock."""

import logging
from datetime import datetime, timedelta

from portal.jobs.registry import job
from portal.payments.actions.documents import send_invoice_document
from portal.payments.actions.reminders import remind_of_invoices
from portal.payments.models import Invoice

logger = logging.getLogger(__name__)
BATCH_SIZE = 50


@job("payments.send_documents", every=timedelta(minutes=1))
def send_documents(at: datetime) -> int:
    """Invoices and credit notes that were issued and have not gone out."""
    sent = 0
    for invoice in Invoice.objects.filter(number__isnull=False, sent_at=None).order_by("pk")[:BATCH_SIZE]:
        try:
            sent += send_invoice_document(invoice=invoice, at=at)
        except Exception:
            logger.exception("invoice %s did not go out", invoice.number)
    return sent


@job("payments.remind", every=timedelta(hours=6))
def remind(at: datetime) -> int:
    """Invoices past their due date."""
    return remind_of_invoices(at=at)
