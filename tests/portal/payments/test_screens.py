"""What finance and cities see and are told before a step, for invoices in every condition."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from lxml import etree
from peppol import validate_xsd

from portal.core.clock import now, today
from portal.core.money import Money
from portal.documents.models import PrivateFile
from portal.payments.actions.documents import send_invoice_document
from portal.payments.actions.invoices import credit_invoice, record_delivery
from portal.payments.actions.payments import move_overpayment, record_payment, refund_payment, withdraw_payment
from portal.payments.actions.reminders import remind_of_invoices
from portal.payments.actions.settings import install_default_settings, update_billing_details
from portal.payments.domain.ubl import to_ubl
from portal.payments.errors import AnotherCurrency, NotPayable, PaymentInFuture, PaymentRecorded
from portal.payments.files import may_open_invoice
from portal.payments.models import BillingDetails, Invoice, PaymentTerms, SellerDetails, VatRule
from portal.payments.queries.documents import document_of, pdf_data, ubl_of
from tests.factories.cities import ContactPersonFactory
from tests.factories.payments import BillingDetailsFactory, SellerDetailsFactory, drafted, issued, vat
from tests.factories.people import FinanceFactory, ManagerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def finance(client):
    client.force_login(FinanceFactory())
    return client


def step(invoice, name):
    return reverse("payments_invoice:action", args=[invoice.uuid, name])


def pay(invoice, euro, reference="R"):
    amount = Money(euro * 100, "EUR")
    return record_payment(invoice=invoice, amount=amount, paid_on=today(), reference=reference, by=None, at=now())


def test_the_page_before_issuing_says_what_is_missing(finance):
    bare = drafted()
    BillingDetails.objects.all().delete()
    SellerDetails.objects.all().delete()
    page = finance.post(step(bare, "issue")).content.decode()
    assert "are not approved" in page
    BillingDetailsFactory(city=bare.city, buyer_reference="")
    SellerDetailsFactory()
    page = finance.post(step(bare, "issue")).content.decode()
    assert "PEPPOL-EN16931-R003" in page


def test_the_pages_before_money_moves_say_what_is_left_or_too_much(finance):
    city = BillingDetailsFactory().city
    invoice, other = issued(city=city), issued(city=city)
    told = {"paid_on": today().isoformat(), "reference": "Bank"}
    assert "is held for the city" in finance.post(step(invoice, "pay"), {**told, "amount": "11 000"}).content.decode()
    assert "Write the sum" in finance.post(step(invoice, "pay"), {**told, "amount": "lots"}).content.decode()
    pay(invoice, 12_000)
    assert "at the bank first" in finance.post(step(invoice, "refund"), {**told, "amount": "500"}).content.decode()
    assert "posted at once" in finance.post(step(invoice, "move"), {"to": other.pk}).content.decode()
    page = finance.post(step(invoice, "credit"), {"reason": "They left."}).content.decode()
    assert "was paid on it" in page
    assert "They left." in page


def test_a_record_shows_lines_payments_deliveries_files_and_what_was_too_much(finance):
    invoice = issued()
    send_invoice_document(invoice=invoice, at=now())
    assert not send_invoice_document(invoice=invoice, at=now())
    assert not send_invoice_document(invoice=drafted(), at=now())
    record_delivery(invoice=invoice, external_id="A-7", rejection="Unknown buyer", by=None, at=now())
    payment = pay(invoice, 10_500)
    page = finance.get(reverse("payments_invoice:inspect", args=[invoice.uuid])).content.decode()
    for words in ("Membership 2026", "A-7", "Unknown buyer", f"{invoice.number}.pdf", f"{invoice.number}.xml"):
        assert words in page
    note = credit_invoice(invoice=invoice, reason="They left.", by=None, at=now())
    page = finance.get(reverse("payments_invoice:inspect", args=[note.uuid])).content.decode()
    assert invoice.number in page
    assert finance.get(reverse("payments_payment:inspect", args=[payment.uuid])).status_code == 200
    entry = invoice.journal_entries.first()
    assert "Contributions" in finance.get(reverse("payments_journalentry:inspect", args=[entry.uuid])).content.decode()
    draft = drafted()
    assert finance.get(reverse("payments_invoice:ubl", args=[draft.uuid])).status_code == 404
    for query in ({"overdue": "true"}, {"overdue": "false"}, {"q": invoice.payment_reference}):
        assert finance.get(reverse("payments_invoice:index"), query).status_code == 200


def test_a_pdf_is_opened_by_the_city_and_finance_and_nobody_else():
    invoice = issued()
    file = PrivateFile(purpose="payments.invoice")
    contact = ContactPersonFactory(city=invoice.city)
    for viewer, may in (
        (contact.user, True),
        (FinanceFactory(), True),
        (ManagerFactory(), True),
        (UserFactory(), False),
    ):
        assert may_open_invoice(viewer, invoice, file, now()) is may
    assert not may_open_invoice(FinanceFactory(), None, file, now())


def test_what_can_not_be_paid_back_or_moved_is_refused():
    city = BillingDetailsFactory().city
    invoice, other = issued(city=city), issued(city=city)
    pay(invoice, 11_000)
    back = {"amount": Money(40_000, "EUR"), "reference": "Back", "by": None, "at": now()}
    with pytest.raises(PaymentInFuture):
        refund_payment(invoice=invoice, paid_on=today() + timedelta(days=2), **back)
    refund_payment(invoice=invoice, paid_on=today(), **back)
    with pytest.raises(PaymentRecorded):
        refund_payment(invoice=invoice, paid_on=today(), **back)
    with pytest.raises(NotPayable):
        move_overpayment(invoice=invoice, to=invoice, by=None, at=now())
    assert move_overpayment(invoice=other, to=invoice, by=None, at=now()) is None


def test_what_stands_already_is_not_saved_again_and_defaults_come_once():
    billing = BillingDetailsFactory()
    same = {
        name: getattr(billing, name)
        for name in ("name", "street", "postcode", "town", "registration_number", "vat_number", "address_scheme")
    }
    same |= {"electronic_address": billing.electronic_address, "email": billing.email}
    same |= {"buyer_reference": billing.buyer_reference, "order_reference": ""}
    assert update_billing_details(city=billing.city, by=None, at=now(), **same) == billing
    install_default_settings()
    assert PaymentTerms.objects.count() == 1
    PaymentTerms.objects.update(reminder_days=[])
    issued()
    assert remind_of_invoices(at=now() + timedelta(days=90)) == 0


def test_a_document_without_what_need_not_be_there_is_valid_too():
    vat("S", "25", country="NO")
    document = document_of(issued())
    buyer = replace(document.buyer, registration_number="", vat_number="", street="", order_reference="PO-1")
    bare = replace(document, buyer=buyer, seller=replace(document.seller, bic=""), note="", period=None)
    assert validate_xsd(to_ubl(bare)) == (True, [])
    only_order = replace(bare, buyer=replace(buyer, buyer_reference="", electronic_address=""))
    root = etree.fromstring(to_ubl(only_order))
    assert "BuyerReference" not in etree.tostring(root).decode()
    note = credit_invoice(invoice=Invoice.objects.get(), reason="Wrong.", by=None, at=now())
    assert note.credits.number.encode() in ubl_of(note)


def test_a_folder_that_can_not_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="is no folder"):
        call_command("export_ubl", str(tmp_path / "file" / "ubl"))


def test_the_citys_pages_open_without_an_invoice_and_for_a_credit_note(client):
    contact = ContactPersonFactory()
    client.force_login(contact.user)
    address = reverse("payments:invoices", args=[contact.city.uuid])
    page = client.get(address).content.decode()
    assert "No invoices yet" in page
    assert "We need your billing details" in page
    assert client.get(reverse("payments:billing", args=[contact.city.uuid])).status_code == 200
    billing = BillingDetailsFactory(city=contact.city)
    note = credit_invoice(invoice=issued(city=billing.city), reason="Wrong year.", by=None, at=now())
    page = client.get(reverse("payments:invoice", args=[contact.city.uuid, note.uuid])).content.decode()
    assert "Wrong year." in page
    statement = reverse("payments:statement", args=[contact.city.uuid])
    assert client.get(statement, {"year": "2026"}).content.startswith(b"%PDF")
    assert client.get(statement, {"year": "soon"}).content.startswith(b"%PDF")


def test_sums_of_two_currencies_never_mix_and_a_move_is_not_withdrawn_by_hand():
    city = BillingDetailsFactory().city
    first, second = issued(city=city), issued(city=city)
    pay(first, 12_000)
    moved = move_overpayment(invoice=first, to=second, by=None, at=now())
    with pytest.raises(NotPayable):
        withdraw_payment(payment=moved, reason="Mistake.", by=None, at=now())
    PaymentTerms.objects.update(currency="DKK")
    with pytest.raises(AnotherCurrency):
        move_overpayment(invoice=first, to=issued(city=city), by=None, at=now())


def test_a_site_without_settings_gets_them_and_a_party_without_numbers_is_printed_too():
    PaymentTerms.objects.all().delete()
    VatRule.objects.all().delete()
    install_default_settings()
    assert (PaymentTerms.objects.count(), VatRule.objects.count()) == (1, 1)
    billing = BillingDetailsFactory(registration_number="", vat_number="")
    note = credit_invoice(invoice=issued(city=billing.city), reason="Wrong.", by=None, at=now())
    data = pdf_data(note)
    assert note.credits.number in dict(data["facts"]).values()
    assert data["paying"] == []
    assert not [line for line in data["buyer"] if "number" in line]
