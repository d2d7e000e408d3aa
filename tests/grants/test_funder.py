"""What a funder follows, and what stays hidden from them."""

import pytest
from django.urls import reverse

from portal.people.workspaces import workspaces_of
from tests.factories.grants import (
    ANSWERS,
    ApplicationFactory,
    CallFactory,
    FundSeatFactory,
    decided,
    eligible,
    submitted,
)
from tests.factories.people import ManagerFactory, UserFactory
from tests.grants.pages import text_of

pytestmark = pytest.mark.django_db


def leaky(**more):
    return {"answers": {**ANSWERS, "title": "LEAK"}, **more}


@pytest.fixture
def call():
    return CallFactory(budget_minor=5_000_000_00)


@pytest.fixture
def funder(client, call):
    user = FundSeatFactory(fund=call.fund).user
    client.force_login(user)
    return user


def test_a_funder_sees_the_field_of_their_calls_and_the_decisions(client, call, funder):
    assessed = eligible(call)
    awarded = decided(call, reasons="A strong plan.")
    assert str(call) in text_of(client.get(reverse("grants:funder")))
    page = text_of(client.get(reverse("grants:funder_call", args=[call.uuid])))
    assert assessed.reference in page
    page = text_of(client.get(reverse("grants:funder_application", args=[awarded.uuid])))
    assert "A strong plan." in page
    assert awarded.contact.email not in page
    assert awarded.contact.name not in page


def test_drafts_unchecked_ones_and_other_funds_stay_hidden(client, call, funder):
    eligible(call)
    hidden = [
        ApplicationFactory(call=call, **leaky()),
        submitted(call, **leaky()),
        eligible(**leaky()),
    ]
    assert "LEAK" not in text_of(client.get(reverse("grants:funder_call", args=[call.uuid])))
    for application in hidden:
        assert client.get(reverse("grants:funder_application", args=[application.uuid])).status_code == 404
    other = hidden[-1].call
    assert client.get(reverse("grants:funder_call", args=[other.uuid])).status_code == 404


def test_a_draft_call_is_not_shown_to_its_funder(client, call, funder):
    draft = CallFactory(fund=call.fund, draft=True, names={"en": "LEAK call"})
    assert "LEAK" not in text_of(client.get(reverse("grants:funder")))
    assert client.get(reverse("grants:funder_call", args=[draft.uuid])).status_code == 404


def test_the_field_is_filtered_by_state(client, call, funder):
    refused, assessed = decided(call, kind="refuse"), eligible(call)
    page = text_of(client.get(reverse("grants:funder_call", args=[call.uuid]), {"state": "refused"}))
    assert refused.reference in page
    assert assessed.reference not in page


def test_who_follows_nothing_finds_nothing(client, call):
    client.force_login(UserFactory())
    assert client.get(reverse("grants:funder")).status_code == 404
    assert client.get(reverse("grants:funder_call", args=[call.uuid])).status_code == 404


def test_a_visitor_is_sent_to_sign_in(client, call):
    for address in (reverse("grants:funder"), reverse("grants:funder_call", args=[call.uuid])):
        assert client.get(address).url == f"{reverse('account_login')}?next={address}"


def test_the_secretariat_may_look_over_their_shoulder(client, call):
    client.force_login(ManagerFactory())
    assert reverse("grants:funder_call", args=[call.uuid]) in text_of(client.get(reverse("grants:funder")))


def test_an_empty_field_and_a_fund_without_calls_say_so(client):
    seat = FundSeatFactory()
    client.force_login(seat.user)
    assert "No calls yet" in text_of(client.get(reverse("grants:funder")))
    call = CallFactory(fund=seat.fund)
    assert "No applications yet" in text_of(client.get(reverse("grants:funder_call", args=[call.uuid])))


def test_the_account_page_leads_there():
    seat = FundSeatFactory()
    assert "grants:funder" in [workspace.url_name for workspace in workspaces_of(seat.user)]
    assert "grants:funder" not in [workspace.url_name for workspace in workspaces_of(UserFactory())]
