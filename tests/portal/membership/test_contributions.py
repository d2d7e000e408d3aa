"""The yearly contribution: drafted in good time, once a year; what opens when it is paid."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from portal.core.clock import now, today
from portal.core.money import Money
from portal.membership.actions.applications import save_membership_draft, submit_membership_application
from portal.membership.errors import AlreadyMember
from portal.membership.models import MembershipYear
from portal.membership.models.year import anniversary
from portal.membership.queries.access import reads_member_pages
from portal.membership.queries.applications import (
    membership_applications_visible_to,
    own_applications,
    submitted_applications_visible_to,
)
from portal.membership.queries.workspace import city_home
from portal.membership.tasks import draft_contributions_daily
from portal.payments.actions.invoices import issue_invoice
from portal.payments.actions.payments import record_payment
from portal.payments.models import Invoice
from portal.payments.sources import tell_source
from tests.factories.cities import ContactPersonFactory
from tests.factories.membership import MembershipApplicationFactory, MembershipFactory
from tests.factories.payments import BillingDetailsFactory, SellerDetailsFactory
from tests.factories.people import EditorFactory, ManagerFactory

pytestmark = pytest.mark.django_db


def test_the_year_that_begins_soon_is_drafted_once_and_no_other(clock):
    clock("2026-03-01T12:00:00Z")
    soon = MembershipFactory(starts=date(2024, 4, 10))
    MembershipFactory(starts=date(2024, 9, 1))
    MembershipFactory(starts=date(2024, 4, 1), ends=date(2026, 4, 1))

    assert draft_contributions_daily(now()) == 1
    assert draft_contributions_daily(now()) == 0

    invoice = Invoice.objects.get()
    assert (invoice.city, invoice.total_minor) == (soon.city, 1_000_000)
    assert (invoice.period_from, invoice.period_to) == (date(2026, 4, 10), date(2027, 4, 9))


def test_the_first_contribution_that_is_paid_in_full_opens_what_is_for_members():
    SellerDetailsFactory()
    membership = MembershipFactory(starts=today(), opened_at=None)
    BillingDetailsFactory(city=membership.city)
    contact = ContactPersonFactory(city=membership.city, user__language="nb")
    draft_contributions_daily(now())
    invoice = issue_invoice(invoice=Invoice.objects.get(), by=None, at=now())
    assert invoice.title == "Kontingent til Nordic Safe Cities"

    for sum_ in (400_000, 600_000):
        assert not reads_member_pages(contact.user, now())
        amount = Money(sum_, "EUR")
        record_payment(invoice=invoice, amount=amount, paid_on=today(), reference=str(sum_), by=None, at=now())

    assert reads_member_pages(contact.user, now())
    (year,) = city_home(membership.city, now()).memberships[0].years
    assert (year.invoice, year.state) == (invoice.uuid, "paid")


def test_a_source_nobody_knows_is_told_nothing_and_a_year_that_is_gone_opens_nothing():
    tell_source("nobody.knows", MembershipFactory().uuid, now())
    tell_source("membership.contribution", MembershipFactory().uuid, now())
    assert not MembershipYear.objects.exists()


def test_the_same_day_a_year_later_is_in_march_where_february_has_none():
    assert anniversary(date(2024, 2, 29), 1) == date(2025, 3, 1)
    assert anniversary(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_the_page_before_approving_says_what_is_unlike_what_was_applied_for(client):
    application = MembershipApplicationFactory(politician=None, years=5)
    ContactPersonFactory(city=application.city)
    client.force_login(ManagerFactory())
    url = reverse("membership_membershipapplication:action", args=[application.uuid, "approve"])
    told = {"starts": (application.starts + timedelta(days=1)).isoformat(), "minimum_years": "3"}
    page = client.post(url, told).content.decode()
    for words in ("not attached", "is gone", "another one than", "Fewer years", "another contact person now"):
        assert words in page
    for step, data in (("return", {"reasons": "Sign it."}), ("decline", {"reasons": "Not now."})):
        address = reverse("membership_membershipapplication:action", args=[application.uuid, step])
        assert list(data.values())[0] in client.post(address, data).content.decode()
    page = client.get(reverse("membership_membershipapplication:inspect", args=[application.uuid])).content.decode()
    assert "City council" in page
    found = client.get(reverse("membership_membershipapplication:index"), {"q": application.reference})
    assert application.reference in found.content.decode()


def test_pages_of_an_application_open_and_refuse_what_comes_too_late(client):
    application = MembershipApplicationFactory(submitted=True)
    client.force_login(application.writer)
    assert application.reference in client.get(reverse("membership:apply")).content.decode()
    edit = reverse("membership:edit", args=[application.uuid])
    assert client.get(edit).status_code == 302  # it was submitted: nothing to edit
    client.force_login(application.politician)
    page = client.get(reverse("membership:application", args=[application.uuid])).content.decode()
    assert "Was this decided as it says here?" in page
    assert client.get(reverse("membership:withdraw", args=[application.uuid])).status_code == 404
    client.logout()
    assert client.get(edit).status_code == 302


def test_a_page_that_was_opened_without_a_revision_overwrites_nothing(client):
    draft = MembershipApplicationFactory(draft=True, answers={"decided_by": "City council"})
    client.force_login(draft.writer)
    edit = reverse("membership:edit", args=[draft.uuid])
    shown = client.post(edit, {"revision": "x", "decided_by": "Board", "do": "save"}).content.decode()
    assert "Nothing was overwritten" in shown
    draft.refresh_from_db()
    assert draft.answers == {"decided_by": "City council"}


def test_a_draft_that_stands_already_is_not_saved_again_and_a_member_does_not_submit():
    draft = MembershipApplicationFactory(draft=True, answers={"years": "3"})
    told = {"application": draft, "answers": {"years": "3"}, "by": draft.writer, "at": now()}
    assert save_membership_draft(revision=99, **told).draft_revision == draft.draft_revision
    MembershipFactory(city=draft.city)
    day = today()
    with pytest.raises(AlreadyMember):
        submit_membership_application(
            application=draft, contact_name="A", contact_email="a@b.test", politician_name="B",
            politician_email="c@d.test", politician_position="Mayor", politician_language="en", decided_on=day,
            decided_by="Council", starts=day, years=3, by=draft.writer, at=now(),
        )  # fmt: skip


def test_a_visitor_sees_no_application_and_an_editor_no_list():
    MembershipApplicationFactory()
    assert not membership_applications_visible_to(AnonymousUser(), now()).exists()
    assert own_applications(AnonymousUser(), now()) == []
    assert not submitted_applications_visible_to(EditorFactory(), now()).exists()
