"""What finance sets: our bank account by two people, VAT by country, terms."""

from decimal import Decimal

import pytest
from django.urls import reverse

from portal.cities.models import Country
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.core.states import TransitionRefused
from portal.mail.models import Letter
from portal.payments.actions.settings import (
    add_vat_rule,
    approve_seller_details,
    propose_seller_details,
    reject_seller_details,
    update_vat_rule,
)
from portal.payments.errors import NotAnIban, ProposalWaits, SecondPersonNeeded, VatRuleBroken
from portal.payments.models import PaymentTerms, SellerDetails, VatRule
from portal.payments.queries.settings import current_seller, payment_terms, vat_rule_of
from portal.payments.states import SellerState
from tests.factories.payments import IBAN, SellerDetailsFactory
from tests.factories.people import FinanceFactory, ManagerFactory

pytestmark = pytest.mark.django_db
DETAILS = {
    "name": "Nordic Safe Cities", "street": "Ny Testgade 2", "postcode": "1000", "town": "København",
    "registration_number": "12345674", "vat_number": "DK12345674", "address_scheme": "0184",
    "electronic_address": "12345674", "bank": "Den nye bank", "iban": IBAN, "bic": "TESTDKKK", "email": "f@safe.test",
}  # fmt: skip


def propose(by, **others):
    details = {**DETAILS, "country_id": "DK", **others}
    return propose_seller_details(by=by, at=now(), **details)


def test_a_change_of_our_bank_account_needs_two_people():
    SellerDetailsFactory(bank="The old bank")
    one, other = FinanceFactory(), FinanceFactory()
    proposed = propose(one)

    assert current_seller().bank == "The old bank"
    assert {letter.to_email for letter in Letter.objects.filter(template="payments/seller_proposed")} == {other.email}
    with pytest.raises(SecondPersonNeeded):
        approve_seller_details(details=proposed, by=one, at=now())
    with pytest.raises(NotAllowed):
        approve_seller_details(details=proposed, by=ManagerFactory(), at=now())
    for _twice in range(2):
        approve_seller_details(details=proposed, by=other, at=now())
    assert current_seller() == proposed


def test_one_proposal_waits_at_a_time_and_can_be_rejected():
    one, other = FinanceFactory(), FinanceFactory()
    with pytest.raises(NotAnIban):
        propose(one, iban="DK5000400440116244")
    proposed = propose(one)
    with pytest.raises(ProposalWaits):
        propose(other)
    for _twice in range(2):
        reject_seller_details(details=proposed, by=one, at=now())
    with pytest.raises(TransitionRefused):
        approve_seller_details(details=proposed, by=other, at=now())
    assert current_seller() is None
    assert propose(other).state == SellerState.PROPOSED


def test_a_country_has_its_own_vat_rule_or_that_of_the_others():
    norway = Country.objects.get(pk="NO")
    assert vat_rule_of("NO").category == "O"  # what a new site begins with
    wanted = {"category": "S", "rate": Decimal("25"), "reason": {}, "code": "3", "by": FinanceFactory(), "at": now()}
    for _twice in range(2):
        rule = add_vat_rule(country=norway, **wanted)
    assert (vat_rule_of("NO"), vat_rule_of("SE").category) == (rule, "O")
    with pytest.raises(VatRuleBroken, match="BR-S-05"):
        update_vat_rule(rule=rule, **{**wanted, "rate": Decimal(0)})
    with pytest.raises(VatRuleBroken, match="BR-E-10"):
        add_vat_rule(country=norway, **{**wanted, "category": "E", "rate": Decimal(0)})
    with pytest.raises(NotAllowed):
        update_vat_rule(rule=rule, **{**wanted, "by": ManagerFactory()})


def test_finance_changes_the_terms_by_the_screen_and_bad_input_is_said_beside_its_field(client):
    client.force_login(FinanceFactory())
    terms = PaymentTerms.objects.get()
    address = reverse("payments_paymentterms:edit", args=[terms.uuid])
    accounts = "\n".join(f"{name} = {number}" for name, number in terms.account_numbers.items())
    sent = {"contribution_minor": "12 000", "currency": "EUR", "due_days": "14", "reminder_days": "10, 20"}
    sent["account_numbers"] = accounts
    for wrong, words in (
        ({"contribution_minor": "a lot"}, "Write the sum as a number"),
        ({"account_numbers": "bank = 1920"}, "Give a number for each of these accounts"),
        ({"reminder_days": "7, soon"}, "Write whole numbers"),
        ({"due_days": "0"}, "greater than or equal to 1"),
    ):
        assert words in client.post(address, {**sent, **wrong}).content.decode()
    client.post(address, sent)
    terms = payment_terms()
    assert (terms.contribution_minor, terms.due_days, terms.reminder_days) == (1_200_000, 14, [10, 20])


@pytest.mark.parametrize(
    "name", ["sellerdetails", "vatrule", "paymentterms", "billingdetails", "payment", "journalentry"]
)
def test_the_screens_of_finance_open_for_finance_and_for_nobody_else(client, name):
    SellerDetailsFactory()
    client.force_login(FinanceFactory())
    assert client.get(reverse(f"payments_{name}:index")).status_code == 200
    client.force_login(ManagerFactory())
    assert client.get(reverse(f"payments_{name}:index")).status_code in (302, 404)


def test_a_proposal_and_a_rule_are_made_by_the_screens(client):
    client.force_login(FinanceFactory())
    client.post(reverse("payments_sellerdetails:add"), {**DETAILS, "country": "DK"})
    assert SellerDetails.objects.get().bank == "Den nye bank"
    client.post(reverse("payments_vatrule:add"), {"country": "NO", "category": "S", "rate": "25", "code": "3"})
    assert VatRule.objects.get(country="NO").rate == 25
