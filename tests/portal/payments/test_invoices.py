"""Invoices: drafted, issued once under a number without gaps, never changed, credited, sent, reminded of."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.core.clock import now
from portal.core.errors import AlreadyDone, NotAllowed
from portal.core.formats import money
from portal.core.states import TransitionRefused
from portal.documents.models import PrivateFile
from portal.mail.models import Letter
from portal.payments.actions.invoices import (
    credit_invoice,
    discard_invoice,
    draft_invoice,
    hold_reminders,
    issue_invoice,
    record_delivery,
    release_reminders,
)
from portal.payments.actions.reminders import remind_of_invoices
from portal.payments.errors import (
    BillingMissing,
    NoSeller,
    NothingToIssue,
    NotIssued,
    ReasonMissing,
    VatRuleBroken,
)
from portal.payments.models import Invoice, InvoiceLine, JournalEntry, Posting, SellerDetails
from portal.payments.states import InvoiceState
from portal.payments.tasks import send_documents
from tests.factories.cities import CityFactory, ContactPersonFactory
from tests.factories.payments import BillingDetailsFactory, SellerDetailsFactory, drafted, issued, vat
from tests.factories.people import EditorFactory, FinanceFactory, ManagerFactory
from tests.support.preflight import confirm

pytestmark = pytest.mark.django_db


def letters(kind):
    return Letter.objects.filter(template=f"payments/{kind}")


def books():
    return sum(Posting.objects.values_list("amount_minor", flat=True))


def test_an_invoice_gets_the_next_number_its_sums_and_a_place_in_the_books():
    vat("S", "25", country="NO")
    first, second = issued(), issued()

    year = first.issued_on.year
    assert (first.number, second.number) == (f"NSC-{year}-0001", f"NSC-{year}-0002")
    assert (first.net_minor, first.vat_minor, first.total_minor) == (1_000_000, 250_000, 1_250_000)
    assert first.state == InvoiceState.OPEN
    assert first.due_on == first.issued_on + timedelta(days=30)
    assert first.payment_reference.startswith("RF")
    assert first.payment_reference != second.payment_reference
    entry = JournalEntry.objects.get(invoice=first)
    assert {line.account: line.amount_minor for line in entry.postings.all()} == {
        "receivable": 1_250_000, "income": -1_000_000, "vat": -250_000,
    }  # fmt: skip


def test_issued_twice_is_issued_once():
    draft = drafted()
    assert (
        issue_invoice(invoice=draft, by=None, at=now()).number == issue_invoice(invoice=draft, by=None, at=now()).number
    )
    assert JournalEntry.objects.count() == 1


def test_a_number_that_was_rolled_back_leaves_no_gap():
    draft = drafted()
    point = transaction.savepoint()
    issue_invoice(invoice=draft, by=None, at=now())
    transaction.savepoint_rollback(point)
    assert issue_invoice(invoice=draft, by=None, at=now()).number.endswith("-0001")


@pytest.mark.each_value
@pytest.mark.parametrize(
    "change",
    [
        lambda invoice: Invoice.objects.filter(pk=invoice.pk).update(total_minor=1, net_minor=1),
        lambda invoice: Invoice.objects.filter(pk=invoice.pk).update(number="NSC-2026-9999"),
        lambda invoice: Invoice.objects.filter(pk=invoice.pk).update(due_on=invoice.due_on + timedelta(days=1)),
        lambda invoice: Invoice.objects.filter(pk=invoice.pk).update(buyer_data={"name": "Somebody else"}),
        lambda invoice: Invoice.objects.filter(pk=invoice.pk)._raw_delete("default"),
        lambda invoice: InvoiceLine.objects.filter(invoice=invoice).update(text="Something else"),
        lambda invoice: InvoiceLine.objects.filter(invoice=invoice)._raw_delete("default"),
        lambda invoice: InvoiceLine.objects.create(
            invoice=invoice, position=9, text="More", unit_minor=1, vat_category="Z"
        ),
        lambda invoice: Posting.objects.update(amount_minor=1),
        lambda invoice: Posting.objects.all()._raw_delete("default"),
        lambda invoice: JournalEntry.objects.update(cause="other"),
    ],
)
def test_the_database_itself_refuses_to_change_what_was_issued_or_posted(change):
    invoice = issued()
    with pytest.raises(IntegrityError), transaction.atomic():
        change(invoice)


def test_what_moves_on_an_issued_invoice_may_still_move():
    invoice = issued()
    Invoice.objects.filter(pk=invoice.pk).update(reminders_held="They asked", paid_minor=5)
    invoice.refresh_from_db()
    assert invoice.paid_minor == 5


def test_nothing_is_issued_that_an_access_point_would_refuse():
    SellerDetailsFactory()
    bare = draft_invoice(city=CityFactory(), title="T", lines=[("M", 1, 100)], by=None, at=now())
    with pytest.raises(BillingMissing, match="PEPPOL-EN16931-R003"):
        issue_invoice(invoice=bare, by=None, at=now())
    no_reference = drafted(city=BillingDetailsFactory(buyer_reference="", order_reference="").city)
    with pytest.raises(BillingMissing, match="R003"):
        issue_invoice(invoice=no_reference, by=None, at=now())
    with pytest.raises(NothingToIssue):
        issue_invoice(invoice=drafted(lines=[]), by=None, at=now())
    vat("S", "0", country="NO")
    with pytest.raises(VatRuleBroken, match="BR-S-05"):
        issue_invoice(invoice=drafted(), by=None, at=now())
    SellerDetails.objects.all().delete()
    with pytest.raises(NoSeller):
        issue_invoice(invoice=bare, by=None, at=now())
    assert not Invoice.objects.filter(number__isnull=False).exists()


def test_the_same_source_is_invoiced_once_and_again_after_a_credit_note():
    city = BillingDetailsFactory().city
    source = {"source_kind": "tests.source", "source_uuid": city.uuid, "city": city}
    first = drafted(**source)
    assert drafted(**source) == first
    issue_invoice(invoice=first, by=None, at=now())
    assert drafted(**source) == first
    credit_invoice(invoice=first, reason="Wrong year.", by=None, at=now())
    second = drafted(**source)
    assert second != first
    discard_invoice(invoice=second, by=None, at=now())
    assert drafted(**source) not in (first, second)


def test_a_draft_is_discarded_and_an_issued_invoice_is_not():
    draft = drafted()
    for _twice in range(2):
        assert discard_invoice(invoice=draft, by=None, at=now()).state == InvoiceState.DISCARDED
    with pytest.raises(TransitionRefused):
        issue_invoice(invoice=draft, by=None, at=now())
    with pytest.raises(TransitionRefused):
        discard_invoice(invoice=issued(), by=None, at=now())


def test_a_credit_note_takes_the_whole_invoice_back_under_a_number_of_its_own():
    vat("S", "25", country="NO")
    invoice = issued()
    for _twice in range(2):
        note = credit_invoice(invoice=invoice, reason="Wrong year.", by=None, at=now())

    assert note.number == f"NSC-C-{note.issued_on.year}-0001"
    assert note.total_minor == invoice.total_minor
    assert [line.text for line in note.lines.all()] == ["Membership 2026"]
    invoice.refresh_from_db()
    assert (invoice.state, invoice.open_minor, books()) == (InvoiceState.CREDITED, 0, 0)
    assert not [sum_ for sum_ in _by_account(invoice).values() if sum_]
    with pytest.raises(AlreadyDone, match="Wrong year"):
        credit_invoice(invoice=invoice, reason="Another reason.", by=None, at=now())
    with pytest.raises(ReasonMissing):
        credit_invoice(invoice=issued(), reason=" ", by=None, at=now())
    with pytest.raises(TransitionRefused):
        credit_invoice(invoice=drafted(), reason="A draft.", by=None, at=now())


def _by_account(invoice):
    found = {}
    for account, amount in Posting.objects.filter(entry__invoice=invoice).values_list("account", "amount_minor"):
        found[account] = found.get(account, 0) + amount
    return found


def test_the_pdf_goes_once_to_the_address_for_invoices_and_to_the_citys_people():
    invoice = issued()
    contact = ContactPersonFactory(city=invoice.city)
    for _twice in range(2):
        send_documents(now())

    assert {letter.to_email for letter in letters("invoice")} == {invoice.buyer.email, contact.user.email}
    (file,) = PrivateFile.objects.filter(about_uuid=invoice.uuid)
    assert file.name == f"{invoice.number}.pdf"
    assert file.kept_until > now() + timedelta(days=3650)
    letter = letters("invoice").first()
    assert letter.attachments == [str(file.uuid)]
    assert money(1_000_000, "EUR") in letter.text
    assert invoice.payment_reference in letter.text
    note = credit_invoice(invoice=invoice, reason="Wrong year.", by=None, at=now())
    send_documents(now())
    assert letters("credit_note").count() == 2
    assert "Wrong year." in letters("credit_note").first().text
    assert invoice.number in letters("credit_note").first().text
    assert note.deliveries.count() == 0 or note.deliveries.first().channel == "email"


def test_every_issued_invoice_is_exported_as_ubl_under_its_number(tmp_path):
    invoice = issued()
    note = credit_invoice(invoice=issued(), reason="Wrong.", by=None, at=now())
    drafted()

    call_command("export_ubl", str(tmp_path / "ubl"), stdout=StringIO())

    names = {path.name for path in (tmp_path / "ubl").iterdir()}
    assert names == {f"{invoice.number}.xml", f"{note.credits.number}.xml", f"{note.number}.xml"}


def test_an_overdue_invoice_is_reminded_of_by_the_schedule_and_not_while_it_is_held():
    invoice = issued()
    due = now() + timedelta(days=30)
    told = {}
    for days in (0, 6, 7, 8, 20, 21, 41, 42, 100):
        remind_of_invoices(at=due + timedelta(days=days))
        told[days] = letters("reminder").count()
    assert told == {0: 0, 6: 0, 7: 1, 8: 1, 20: 1, 21: 2, 41: 2, 42: 3, 100: 3}
    held = issued()
    for _twice in range(2):
        hold_reminders(invoice=held, reason="They wait for their council.", by=None, at=now())
    remind_of_invoices(at=due + timedelta(days=50))
    assert not letters("reminder").filter(about_uuid=held.uuid).exists()
    with pytest.raises(ReasonMissing):
        hold_reminders(invoice=invoice, reason="", by=None, at=now())
    release_reminders(invoice=held, by=None, at=now())
    remind_of_invoices(at=due + timedelta(days=50))
    assert letters("reminder").filter(about_uuid=held.uuid).count() == 1


def test_what_an_access_point_said_is_kept_and_a_rejection_is_somebodys_task():
    invoice = issued()
    with pytest.raises(NotIssued):
        record_delivery(invoice=drafted(), external_id="A-1", by=None, at=now())
    for _twice in range(2):
        record_delivery(invoice=invoice, external_id="A-1", by=None, at=now())
    delivery = record_delivery(invoice=invoice, external_id="A-1", rejection="No such buyer", by=None, at=now())
    assert invoice.deliveries.count() == 1
    assert delivery.rejection == "No such buyer"


@pytest.mark.parametrize("factory", [EditorFactory, ManagerFactory])
def test_only_finance_writes_and_issues(factory):
    draft = drafted()
    for act in (issue_invoice, discard_invoice):
        with pytest.raises(NotAllowed):
            act(invoice=draft, by=factory(), at=now())
    with pytest.raises(NotAllowed):
        draft_invoice(city=CityFactory(), title="T", lines=[], by=factory(), at=now())


def test_finance_writes_issues_and_credits_by_the_screens_that_say_what_will_happen(client):
    SellerDetailsFactory()
    city = BillingDetailsFactory(city__name="Fjordvik").city
    client.force_login(FinanceFactory())
    wrong = client.post(
        reverse("payments_invoice:add"), {"city": city.pk, "title": "Contribution", "lines": "2026; ten"}
    )
    assert "Write the sum as a number" in wrong.content.decode()
    bare = client.post(reverse("payments_invoice:add"), {"city": city.pk, "title": "Contribution", "lines": "2026"})
    assert "a semicolon and the sum" in bare.content.decode()
    client.post(reverse("payments_invoice:add"), {"city": city.pk, "title": "Contribution", "lines": "2026; 10 000"})
    invoice = Invoice.objects.get()
    assert invoice.total_minor == 1_000_000
    step = lambda name: reverse("payments_invoice:action", args=[invoice.uuid, name])  # noqa: E731
    shown = client.post(step("issue")).content.decode()
    assert "It gets the next number" in shown
    assert "DK5000400440116243" in shown
    confirm(client, step("issue"))
    invoice.refresh_from_db()
    assert invoice.number
    assert client.get(reverse("payments_invoice:ubl", args=[invoice.uuid])).content.startswith(b"<?xml")
    confirm(client, step("credit"), {"reason": "Wrong year."})
    invoice.refresh_from_db()
    assert invoice.state == InvoiceState.CREDITED


def test_the_list_costs_the_same_for_one_and_for_three(client, cost):
    client.force_login(FinanceFactory())
    issued()
    address = reverse("payments_invoice:index")
    client.get(address)
    with cost() as one:
        shown = client.get(address).content.decode()
    assert reverse("payments_invoice:inspect", args=[Invoice.objects.get().uuid]) in shown
    issued()
    issued()
    with cost() as three:
        client.get(address)
    assert one.queries == three.queries
