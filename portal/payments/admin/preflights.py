"""What finance reads before a step that reaches a city: read from data, each time."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from portal.adminkit.preflight import Finding, Preflight, Quotation
from portal.core.formats import day, money
from portal.payments.domain.parties import missing_of_buyer
from portal.payments.letters import payers_of
from portal.payments.models import BillingDetails, Invoice
from portal.payments.queries.settings import current_seller, payment_terms
from portal.people.models import User


def before_issuing(records: list[Invoice], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [invoice] = records
    billing, seller = BillingDetails.objects.filter(city=invoice.city).first(), current_seller()
    terms = payment_terms()
    consequences = [
        _("It gets the next number, and can’t be changed after that. A credit note takes it back."),
        _("To be paid: %(sum)s, until %(day)s.")
        % {"sum": money(invoice.total), "day": day(at.date() + timedelta(days=terms.due_days))},
    ]
    findings = []
    if billing is None:
        findings.append(Finding(_("The city has given no billing details"), serious=True))
    else:
        consequences.append(_("Within minutes the PDF goes by e-mail to: %(email)s") % {"email": billing.email})
        broken = missing_of_buyer(billing.buyer)
        if broken:
            rules = {"rules": ", ".join(broken)}
            findings.append(Finding(_("The e-invoice would break these rules: %(rules)s") % rules, serious=True))
    if seller is None:
        findings.append(Finding(_("Our own details on invoices are not approved"), serious=True))
    else:
        consequences.append(_("Cities pay to: %(iban)s") % {"iban": seller.iban})
    return Preflight(consequences=consequences, findings=findings)


def before_crediting(records: list[Invoice], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    [invoice] = records
    readers = ", ".join(reader.email for reader in payers_of(invoice, at))
    consequences: list[object] = [
        _("A credit note over %(sum)s takes the whole invoice back. Neither can be changed after that.")
        % {"sum": money(invoice.total)},
        _("Within minutes it goes by e-mail to: %(email)s") % {"email": readers},
        Quotation(_("They read these words:"), answers["reason"]),
    ]
    if invoice.paid_minor > 0:
        paid = {"sum": money(invoice.paid_minor, invoice.currency)}
        consequences.append(
            _("%(sum)s was paid on it. It is held for the city until you pay it back or move it.") % paid
        )
    return Preflight(consequences=consequences)


def before_moving_money(records: list[Invoice], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    """A payment, a refund, a move: what the invoice comes to is told by the e-mail below."""
    [invoice] = records
    consequences = [_("It is posted at once. One recorded by mistake can be withdrawn; the city is told then, too.")]
    findings = []
    amount = answers.get("amount")
    if amount is not None and amount.currency == invoice.currency:
        if amount.minor < invoice.open_minor:
            left = money(invoice.open_minor - amount.minor, invoice.currency)
            findings.append(Finding(_("Less than what is open: %(sum)s stays to be paid") % {"sum": left}))
        if amount.minor > invoice.open_minor:
            more = money(amount.minor - invoice.open_minor, invoice.currency)
            findings.append(Finding(_("More than what is open: %(sum)s is held for the city") % {"sum": more}))
    return Preflight(consequences=consequences, findings=findings)


def before_refunding(records: list[Invoice], answers: Mapping, viewer: User, at: datetime) -> Preflight:
    return Preflight(consequences=[_("Pay it back at the bank first. Here it is posted, and the city is told.")])
