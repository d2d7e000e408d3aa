"""Reminders of invoices past their due date, by the schedule finance set."""

from datetime import datetime, timedelta

from django.db import transaction

from portal.payments.letters import queue_reminder_letter
from portal.payments.models import Invoice
from portal.payments.queries.settings import payment_terms
from portal.payments.states import OWED


def remind_of_invoices(*, at: datetime) -> int:
    """Reminds of each overdue invoice whose reminders are not held, once for each day of the schedule; of several days
    that have passed, for the last one alone. Answers how many invoices."""
    schedule = sorted(payment_terms().reminder_days)
    if not schedule:
        return 0
    today = at.date()
    owed = Invoice.objects.filter(state__in=OWED, reminders_held="")
    overdue = owed.filter(due_on__lte=today - timedelta(days=schedule[0])).select_related("city__country")
    rows = list(overdue)
    for invoice in rows:
        assert invoice.due_on is not None  # an issued invoice is due on a day
        late = (today - invoice.due_on).days
        with transaction.atomic():
            queue_reminder_letter(invoice=invoice, days=max(days for days in schedule if days <= late), at=at)
    return len(rows)
