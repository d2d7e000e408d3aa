"""Money that comes and goes: in part, too much, twice, by mistake; each ends in right books."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.core.clock import now, today
from portal.core.errors import NotAllowed
from portal.core.formats import money
from portal.core.money import Money
from portal.mail.models import Letter
from portal.payments.actions.books import facts_of, posted_for
from portal.payments.actions.invoices import credit_invoice
from portal.payments.actions.payments import move_overpayment, record_payment, refund_payment, withdraw_payment
from portal.payments.domain.books import Account, balances
from portal.payments.errors import (
    AnotherCurrency,
    NotPayable,
    PaymentInFuture,
    PaymentRecorded,
    ReasonMissing,
    SumMissing,
    TooMuchRefunded,
)
from portal.payments.models import Invoice, Payment, Posting
from portal.payments.queries.invoices import ages_of_debts, overpaid_invoices
from portal.payments.states import InvoiceState
from tests.factories.cities import ContactPersonFactory
from tests.factories.payments import BillingDetailsFactory, drafted, issued
from tests.factories.people import FinanceFactory, ManagerFactory
from tests.support.preflight import confirm

pytestmark = pytest.mark.django_db


def letters(kind):
    return Letter.objects.filter(template=f"payments/{kind}")


def euro(sum_):
    return money(sum_ * 100, "EUR")


def pay(invoice, sum_, reference="Ref", **options):
    given = {"paid_on": today(), "by": None, "at": now(), **options}
    return record_payment(invoice=invoice, amount=Money(sum_ * 100, "EUR"), reference=reference, **given)


def held(invoice):
    return {account.value: sum_ for account, sum_ in posted_for(invoice).items() if sum_}


def test_paid_in_part_and_then_the_rest():
    invoice = issued()
    pay(invoice, 4_000)
    invoice.refresh_from_db()
    assert (invoice.state, invoice.open_minor) == (InvoiceState.PART_PAID, 600_000)
    assert euro(6_000) in letters("payment").first().text

    pay(invoice, 6_000)
    invoice.refresh_from_db()
    assert (invoice.state, invoice.open_minor) == (InvoiceState.PAID, 0)
    assert held(invoice) == {"bank": 1_000_000, "income": -1_000_000}


def test_too_much_is_held_for_the_city_until_it_is_paid_back():
    invoice = issued()
    pay(invoice, 10_500)
    assert held(invoice) == {"bank": 1_050_000, "income": -1_000_000, "overpaid": -50_000}
    assert list(overpaid_invoices(FinanceFactory(), now())) == [invoice]
    assert euro(500) in letters("payment").get().text
    back = {"paid_on": today(), "reference": "Back", "by": None, "at": now()}
    with pytest.raises(TooMuchRefunded):
        refund_payment(invoice=invoice, amount=Money(50_001, "EUR"), **back)
    refund_payment(invoice=invoice, amount=Money(50_000, "EUR"), **back)
    assert held(invoice) == {"bank": 1_000_000, "income": -1_000_000}
    assert not overpaid_invoices(FinanceFactory(), now()).exists()
    assert letters("refund").count() == 1


def test_too_much_pays_another_invoice_of_the_city_as_far_as_it_goes():
    city = BillingDetailsFactory().city
    first, second, strange = issued(city=city), issued(city=city), issued()
    pay(first, 13_000)
    with pytest.raises(NotPayable):
        move_overpayment(invoice=first, to=strange, by=None, at=now())
    move_overpayment(invoice=first, to=second, by=None, at=now())
    assert move_overpayment(invoice=first, to=second, by=None, at=now()) is None  # asked twice, done once
    second.refresh_from_db()
    assert (second.state, second.open_minor) == (InvoiceState.PART_PAID, 700_000)
    assert held(first) == {"bank": 1_300_000, "balance": -300_000, "income": -1_000_000}
    assert held(second) == {"balance": 300_000, "receivable": 700_000, "income": -1_000_000}


def test_two_who_mark_the_same_payment_post_it_once():
    invoice = issued()
    pay(invoice, 10_000, "Bank 1")
    with pytest.raises(PaymentRecorded):
        pay(invoice, 10_000, "  Bank   1 ")
    assert Payment.objects.count() == letters("payment").count() == 1
    pay(invoice, 10_000, "Bank 2")  # another payment: paid twice, and the second is held
    assert held(invoice)["overpaid"] == -1_000_000


def test_a_payment_recorded_by_mistake_is_withdrawn_and_the_city_told():
    invoice = issued()
    payment = pay(invoice, 10_000)
    with pytest.raises(ReasonMissing):
        withdraw_payment(payment=payment, reason="  ", by=None, at=now())
    for _twice in range(2):
        withdraw_payment(payment=payment, reason="Another city's.", by=None, at=now())
    invoice.refresh_from_db()
    assert (invoice.state, invoice.paid_minor) == (InvoiceState.OPEN, 0)
    assert held(invoice) == {"receivable": 1_000_000, "income": -1_000_000}
    assert letters("payment_withdrawn").count() == 1
    assert pay(invoice, 10_000)  # the same again is a payment now


def test_what_was_paid_on_an_invoice_that_is_credited_is_the_citys():
    invoice = issued()
    pay(invoice, 4_000)
    credit_invoice(invoice=invoice, reason="They left.", by=None, at=now())
    assert held(invoice) == {"bank": 400_000, "overpaid": -400_000}
    pay(invoice, 6_000, "Late")  # the payer did not know yet
    assert held(invoice) == {"bank": 1_000_000, "overpaid": -1_000_000}
    assert list(overpaid_invoices(FinanceFactory(), now())) == [invoice]


@pytest.mark.parametrize(
    ("error", "options"),
    [
        (SumMissing, {"amount": Money(0, "EUR")}),
        (AnotherCurrency, {"amount": Money(100, "DKK")}),
        (PaymentInFuture, {"paid_on": today() + timedelta(days=2)}),
    ],
)
def test_what_can_not_be_is_refused_beside_its_field(error, options):
    given = {"amount": Money(100, "EUR"), "paid_on": today(), "reference": "R", "by": None, "at": now(), **options}
    with pytest.raises(error) as refused:
        record_payment(invoice=issued(), **given)
    assert refused.value.field in ("amount", "paid_on")


def test_drafts_and_credit_notes_are_not_paid_and_others_than_finance_record_nothing():
    with pytest.raises(NotPayable):
        pay(drafted(), 1)
    note = credit_invoice(invoice=issued(), reason="Wrong.", by=None, at=now())
    with pytest.raises(NotPayable):
        pay(note, 1)
    with pytest.raises(NotAllowed):
        pay(issued(), 1, by=ManagerFactory())


STEPS = st.lists(
    st.tuples(st.sampled_from(["pay", "refund", "withdraw", "credit"]), st.integers(1, 15_000), st.integers(0, 4)),
    max_size=8,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(STEPS)
def test_whatever_happens_in_whatever_order_the_books_match_the_facts_and_add_up(steps):
    invoice = issued()
    for number, (step, sum_, chosen) in enumerate(steps):
        payments = list(invoice.payments.filter(withdrawn_at=None, method="bank"))
        try:
            if step == "pay":
                pay(invoice, sum_, f"Ref {number}")
            elif step == "refund":
                told = {"paid_on": today(), "reference": f"Back {number}", "by": None, "at": now()}
                refund_payment(invoice=invoice, amount=Money(sum_ * 100, "EUR"), **told)
            elif step == "withdraw" and payments:
                withdraw_payment(payment=payments[chosen % len(payments)], reason="Mistake.", by=None, at=now())
            elif step == "credit":
                credit_invoice(invoice=invoice, reason="They left.", by=None, at=now())
        except TooMuchRefunded:
            pass
        invoice = Invoice.objects.get(pk=invoice.pk)
    assert posted_for(invoice) | {} == _with_zeros(balances(facts_of(invoice)), posted_for(invoice))
    assert sum(Posting.objects.filter(entry__invoice=invoice).values_list("amount_minor", flat=True)) == 0
    assert invoice.paid_minor == facts_of(invoice).paid_minor


def _with_zeros(wanted, posted):
    return {account: wanted.get(account, 0) for account in {*wanted, *posted}}


def test_what_is_owed_is_told_by_currency_and_age(clock):
    clock("2026-03-01T12:00:00Z")
    issued()
    pay(issued(), 4_000)
    clock("2026-05-10T12:00:00Z")
    issued()
    rows = ages_of_debts(FinanceFactory(), today())
    assert [(row.from_days, row.number, row.sum.minor) for row in rows] == [(None, 1, 1_000_000), (30, 2, 1_600_000)]


def test_finance_records_a_payment_by_a_page_that_says_what_is_left(client):
    invoice = issued()
    client.force_login(FinanceFactory())
    url = reverse("payments_invoice:action", args=[invoice.uuid, "pay"])
    told = {"amount": "4 000", "paid_on": today().isoformat(), "reference": "Bank 1"}
    assert f"{euro(6_000)} stays to be paid" in client.post(url, told).content.decode()
    confirm(client, url, told)
    again = client.post(url, told)
    assert "recorded already" in again.content.decode()
    payment = Payment.objects.get()
    confirmed = client.post(reverse("payments_payment:action", args=[payment.uuid, "withdraw"]), {"reason": "Mistake."})
    assert confirmed.status_code == 302
    invoice.refresh_from_db()
    assert invoice.state == InvoiceState.OPEN


def test_the_city_reads_its_invoice_pays_and_gets_its_receipt(client):
    invoice = issued()
    contact = ContactPersonFactory(city=invoice.city)
    address = reverse("payments:invoice", args=[invoice.city.uuid, invoice.uuid])
    client.force_login(contact.user)
    page = client.get(address).content.decode()
    for text in (invoice.payment_reference, "DK5000400440116243", euro(10_000), "E-invoice (UBL)"):
        assert text in page
    payment = pay(invoice, 11_000)
    page = client.get(address).content.decode()
    assert euro(1_000) in page
    receipt = client.get(reverse("payments:receipt", args=[invoice.city.uuid, payment.uuid]))
    assert receipt.content.startswith(b"%PDF")
    assert client.get(reverse("payments:statement", args=[invoice.city.uuid])).content.startswith(b"%PDF")
    assert client.get(reverse("payments:ubl", args=[invoice.city.uuid, invoice.uuid])).content.startswith(b"<?xml")
    assert invoice.number in client.get(reverse("payments:invoices", args=[invoice.city.uuid])).content.decode()


def test_another_city_reads_nothing_of_it_and_drafts_are_nobodys_but_finances(client):
    invoice, draft = issued(), drafted()
    other = ContactPersonFactory(city=BillingDetailsFactory().city)
    client.force_login(other.user)
    for city in (invoice.city, other.city):
        address = reverse("payments:invoice", args=[city.uuid, invoice.uuid])
        assert client.get(address).status_code == 404
    client.force_login(ContactPersonFactory(city=draft.city).user)
    assert client.get(reverse("payments:invoice", args=[draft.city.uuid, draft.uuid])).status_code == 404


def test_the_city_gives_its_billing_details_with_a_reference(client):
    contact = ContactPersonFactory()
    client.force_login(contact.user)
    address = reverse("payments:billing", args=[contact.city.uuid])
    given = {
        "name": "Fjordvik kommune", "street": "Torget 1", "postcode": "0101", "town": "Fjordvik",
        "registration_number": "974760673", "email": "faktura@fjordvik.test", "address_scheme": "0192",
        "electronic_address": "974760673",
    }  # fmt: skip
    refused = client.post(address, given).content.decode()
    assert "Give a buyer reference or an order number" in refused
    assert 'value="Fjordvik kommune"' in refused
    client.post(address, {**given, "buyer_reference": "Beredskap"})
    assert contact.city.billing_details.buyer.buyer_reference == "Beredskap"


def test_the_account_of_each_movement_is_known():
    assert {account.value for account in Account} >= {"bank", "stripe", "balance"}
