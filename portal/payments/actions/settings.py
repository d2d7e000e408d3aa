"""What finance sets: terms, VAT by country, our own details by two people, billing details of a city."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from portal.audit.actions.events import log_event
from portal.cities.models import City
from portal.core.actors import Actor
from portal.core.permission import require
from portal.payments.domain.iban import is_iban
from portal.payments.domain.vat import VatCategory, rate_errors
from portal.payments.errors import (
    NotAnIban,
    ProposalWaits,
    ReferenceMissing,
    SecondPersonNeeded,
    VatRuleBroken,
)
from portal.payments.letters import queue_seller_proposed_letter
from portal.payments.models import BillingDetails, PaymentTerms, SellerDetails, VatRule
from portal.payments.states import SellerState
from portal.people.models import User

REMINDER_DAYS = [7, 21, 42]
# Not subject to Danish VAT unless finance says otherwise: what a country's rule is, is finance's to check.
REASON = {
    "en": "Membership contribution outside the scope of VAT",
    "nb": "Medlemskontingent utenfor merverdiavgiftsområdet",
    "da": "Medlemskontingent uden for momslovens anvendelsesområde",
    "sv": "Medlemsavgift utanför mervärdesskattens tillämpningsområde",
    "fi": "Jäsenmaksu arvonlisäverotuksen soveltamisalan ulkopuolella",
    "is": "Félagsgjald utan gildissviðs virðisaukaskatts",
}


def install_default_settings() -> None:
    """The terms and the VAT rule a new site begins with, where there are none."""
    if not PaymentTerms.objects.exists():
        PaymentTerms.objects.create(reminder_days=REMINDER_DAYS)
    if not VatRule.objects.exists():
        VatRule.objects.create(category=VatCategory.OUT_OF_SCOPE, reason=REASON)


@transaction.atomic
def update_payment_terms(
    *,
    terms: PaymentTerms,
    contribution_minor: int,
    currency: str,
    due_days: int,
    reminder_days: list[int],
    account_numbers: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> PaymentTerms:
    """Changes the terms for invoices from now on; issued ones stay as they are. Raises NotAllowed."""
    require(by, "payments.change_settings")
    row = PaymentTerms.objects.select_for_update().get(pk=terms.pk)
    wanted = {
        "contribution_minor": contribution_minor,
        "currency": currency,
        "due_days": due_days,
        "reminder_days": sorted(set(reminder_days)),
        "account_numbers": dict(account_numbers),
    }
    changed = sorted(name for name, value in wanted.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, wanted[name])
    if changed:
        row.save(update_fields=changed)
        log_event(verb="payments.update_terms", by=by, about=row, at=at, data={"changed": changed})
    return row


@transaction.atomic
def update_vat_rule(
    *, rule: VatRule, category: str, rate: Decimal, reason: Mapping[str, str], code: str, by: Actor, at: datetime
) -> VatRule:
    """Changes how invoices to a country are taxed from now on. Raises NotAllowed, VatRuleBroken."""
    require(by, "payments.change_settings")
    broken = rate_errors(VatCategory(category), rate, reason.get("en", ""))
    if broken:
        raise VatRuleBroken(broken)
    row = VatRule.objects.select_for_update().get(pk=rule.pk)
    row.category, row.rate, row.reason, row.code = category, rate, dict(reason), code
    row.save(update_fields=["category", "rate", "reason", "code"])
    log_event(verb="payments.update_vat_rule", by=by, about=row, at=at, data={"category": category})
    return row


@transaction.atomic
def add_vat_rule(
    *, country: Any, category: str, rate: Decimal, reason: Mapping[str, str], code: str, by: Actor, at: datetime
) -> VatRule:
    """A rule of its own for a country. Asked twice, done once. Raises NotAllowed, VatRuleBroken."""
    require(by, "payments.change_settings")
    broken = rate_errors(VatCategory(category), rate, reason.get("en", ""))
    if broken:
        raise VatRuleBroken(broken)
    rule, is_new = VatRule.objects.get_or_create(
        country=country, defaults={"category": category, "rate": rate, "reason": dict(reason), "code": code}
    )
    if is_new:
        log_event(verb="payments.add_vat_rule", by=by, about=rule, at=at, data={"category": category})
    return rule


@transaction.atomic
def propose_seller_details(*, by: User | None, at: datetime, **details: Any) -> SellerDetails:
    """Proposes who we are on invoices and where the money goes; the others of finance are told. It counts once somebody
    else approves it. Raises NotAllowed, NotAnIban, ProposalWaits."""
    require(by, "payments.propose_seller")
    if not is_iban(details["iban"]):
        raise NotAnIban()
    if SellerDetails.objects.select_for_update().filter(state=SellerState.PROPOSED).exists():
        raise ProposalWaits()
    row = SellerDetails.objects.create(**details, proposed_by=by, proposed_at=at)
    log_event(verb="payments.propose_seller", by=by, about=row, at=at)
    queue_seller_proposed_letter(details=row, at=at)
    return row


@transaction.atomic
def approve_seller_details(*, details: SellerDetails, by: Actor, at: datetime) -> SellerDetails:
    """The second person approves: the details stand on every invoice from now on. Asked twice, done once. Raises
    NotAllowed, SecondPersonNeeded, TransitionRefused."""
    may_propose = by is not None and by.has_perm("payments.propose_seller")
    if by is not None and may_propose and not by.has_perm("payments.approve_seller", details):
        raise SecondPersonNeeded()
    require(by, "payments.approve_seller", details)
    row = SellerDetails.objects.select_for_update(of=("self",)).get(pk=details.pk)
    if row.state == SellerState.APPROVED:
        return row
    row.state, row.approved_at = SellerState.after("approve", row.state), at
    row.save(update_fields=["state", "approved_at"])
    log_event(verb="payments.approve_seller", by=by, about=row, at=at)
    return row


@transaction.atomic
def reject_seller_details(*, details: SellerDetails, by: Actor, at: datetime) -> SellerDetails:
    """The change does not come about; who proposed it may take it back so too. Asked twice, done once. Raises
    NotAllowed, TransitionRefused."""
    require(by, "payments.propose_seller")
    row = SellerDetails.objects.select_for_update(of=("self",)).get(pk=details.pk)
    if row.state == SellerState.REJECTED:
        return row
    row.state = SellerState.after("reject", row.state)
    row.save(update_fields=["state"])
    log_event(verb="payments.reject_seller", by=by, about=row, at=at)
    return row


@transaction.atomic
def update_billing_details(*, city: City, by: Actor, at: datetime, **details: Any) -> BillingDetails:
    """Who pays for a city, and by which reference. Raises NotAllowed, ReferenceMissing."""
    require(by, "payments.update_billing", city)
    if not (details["buyer_reference"].strip() or details["order_reference"].strip()):
        raise ReferenceMissing()
    City.objects.select_for_update().get(pk=city.pk)
    row = BillingDetails.objects.filter(city=city).first() or BillingDetails(city=city)
    changed = sorted(name for name, value in details.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, details[name])
    if changed:
        row.save()
        log_event(verb="payments.update_billing", by=by, about=row, at=at, data={"changed": changed})
    return row
