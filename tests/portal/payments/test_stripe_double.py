"""Each endpoint of the Stripe double, asked by the real library, and what a test can make happen at Stripe."""

from datetime import UTC, datetime, timedelta

import pytest
import stripe
import time_machine

from tests.portal.payments.stripe_calls import CANCEL, new_session, paid_charge
from tests.support import stripe as package
from tests.support.stripe.routes import ROUTES


@pytest.fixture
def client(stripe_double):
    return stripe_double.client()


@pytest.fixture
def sessions(client):
    return client.v1.checkout.sessions


def types(double) -> list[str]:
    return [event["type"] for event in double.events()]


def test_the_docstring_names_every_endpoint_and_the_version_the_library_pins():
    assert stripe.api_version in package.__doc__
    named = [line.split()[:2] for line in package.__doc__.splitlines() if line.startswith("    ")]
    assert [[route.method, route.path] for route in ROUTES] == named[: len(ROUTES)]


def test_a_session_keeps_what_it_was_made_with(client, sessions):
    said = {"invoice": "2026-0001"}
    made = new_session(client, client_reference_id="2026-0001", metadata=said, locale="nb",
                       payment_intent_data={"metadata": said, "description": "Invoice 2026-0001"})  # fmt: skip
    found = sessions.retrieve(made.id, {"expand": ["line_items"]})
    assert (found.status, found.payment_status, found.amount_total, found.currency) == (
        "open",
        "unpaid",
        1000000,
        "eur",
    )
    assert (found.client_reference_id, found.metadata.to_dict(), found.cancel_url) == ("2026-0001", said, CANCEL)
    assert found.payment_intent is None
    assert found.payment_method_types == ["card", "sepa_debit"]
    assert [(item.description, item.quantity, item.amount_total) for item in found.line_items.data] == [
        ("Contribution 2026", 1, 1000000)
    ]
    assert [item.id for item in sessions.line_items.list(made.id).data] == [found.line_items.data[0].id]
    assert "line_items" not in sessions.retrieve(made.id)


def test_a_card_payment_pays_session_intent_and_charge(stripe_double, client, sessions):
    said = {"invoice": "2026-0001"}
    made = new_session(client, payment_intent_data={"metadata": said})
    stripe_double.pay(made)
    paid = sessions.retrieve(made.id, {"expand": ["payment_intent.latest_charge"]})
    intent, charge = paid.payment_intent, paid.payment_intent.latest_charge
    assert (paid.status, paid.payment_status, paid.url) == ("complete", "paid", None)
    assert (intent.status, intent.amount_received, intent.metadata.to_dict()) == ("succeeded", 1000000, said)
    assert (charge.status, charge.paid, charge.amount, charge.metadata.to_dict()) == ("succeeded", True, 1000000, said)
    assert charge.payment_method_details.type == "card"
    assert types(stripe_double) == [
        "payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"
    ]  # fmt: skip


def test_a_declined_card_leaves_the_session_open_to_be_paid_by_another(stripe_double, client, sessions):
    made = new_session(client)
    stripe_double.fail(made)
    found = sessions.retrieve(made.id, {"expand": ["payment_intent"]})
    assert (found.status, found.payment_status) == ("open", "unpaid")
    assert found.payment_intent.last_payment_error.code == "card_declined"
    stripe_double.pay(made)
    assert sessions.retrieve(made.id).payment_status == "paid"
    charges = client.v1.charges.list({"payment_intent": found.payment_intent.id}).data
    assert [charge.status for charge in charges] == ["succeeded", "failed"]
    assert client.v1.charges.retrieve(charges[1].id).failure_code == "card_declined"


@pytest.mark.parametrize(("succeeds", "payment_status"), [(True, "paid"), (False, "unpaid")])
def test_a_sepa_debit_is_pending_until_the_bank_answers(stripe_double, client, sessions, succeeds, payment_status):
    made = new_session(client)
    stripe_double.pay(made, method="sepa_debit")
    pending = sessions.retrieve(made.id, {"expand": ["payment_intent.latest_charge"]})
    assert (pending.status, pending.payment_status) == ("complete", "unpaid")
    assert (pending.payment_intent.status, pending.payment_intent.latest_charge.status) == ("processing", "pending")
    before = len(stripe_double.events())
    (stripe_double.pay if succeeds else stripe_double.fail)(made)
    assert sessions.retrieve(made.id).payment_status == payment_status
    assert types(stripe_double)[before:] == (
        ["charge.succeeded", "payment_intent.succeeded", "checkout.session.async_payment_succeeded"]
        if succeeds
        else ["charge.failed", "payment_intent.payment_failed", "checkout.session.async_payment_failed"]
    )


def test_sessions_are_listed_newest_first_and_by_status(stripe_double, client, sessions):
    first, second, third = (new_session(client) for _time in range(3))
    stripe_double.pay(second)
    sessions.expire(third.id)
    assert [one.id for one in sessions.list().data] == [third.id, second.id, first.id]
    assert [one.id for one in sessions.list({"status": "complete"}).data] == [second.id]
    intent = sessions.retrieve(second.id).payment_intent
    assert [one.id for one in sessions.list({"payment_intent": intent}).data] == [second.id]


def test_a_session_expires_by_hand_and_by_itself_and_ends_what_was_begun(stripe_double, client, sessions):
    by_hand, by_itself = new_session(client), new_session(client)
    stripe_double.fail(by_hand)
    assert sessions.expire(by_hand.id).status == "expired"
    assert client.v1.payment_intents.list().data[0].status == "canceled"
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=25)):
        assert sessions.retrieve(by_itself.id).status == "expired"
    assert types(stripe_double).count("checkout.session.expired") == 2


def test_another_sum_or_currency_can_have_been_paid_than_was_asked_for(stripe_double, client, sessions):
    made = new_session(client)
    stripe_double.pay(made, amount=900_000, currency="sek")
    found = sessions.retrieve(made.id, {"expand": ["payment_intent"]})
    assert (found.payment_intent.amount_received, found.payment_intent.currency) == (900_000, "sek")


def test_a_payment_intent_of_its_own_can_be_cancelled(client):
    made = client.v1.payment_intents.create({"amount": 5000, "currency": "nok", "metadata": {"a": "b"}})
    assert client.v1.payment_intents.retrieve(made.id).status == "requires_payment_method"
    ended = client.v1.payment_intents.cancel(made.id, {"cancellation_reason": "duplicate"})
    assert (ended.status, ended.cancellation_reason) == ("canceled", "duplicate")


def test_a_charge_is_refunded_in_parts(stripe_double, client):
    charge = paid_charge(stripe_double, client)
    refunds = client.v1.refunds
    first = refunds.create({"charge": charge, "amount": 400_000, "reason": "duplicate", "metadata": {"a": "b"}})
    found = client.v1.charges.retrieve(charge)
    assert (first.status, first.currency, found.amount_refunded, found.refunded) == ("succeeded", "eur", 400_000, False)
    rest = refunds.create({"payment_intent": found.payment_intent})
    found = client.v1.charges.retrieve(charge, {"expand": ["refunds"]})
    assert (rest.amount, found.amount_refunded, found.refunded) == (600_000, 1_000_000, True)
    assert [one.id for one in found.refunds.data] == [rest.id, first.id]
    assert [one.id for one in refunds.list({"charge": charge}).data] == [rest.id, first.id]
    assert refunds.retrieve(first.id).metadata.to_dict() == {"a": "b"}
    assert types(stripe_double)[-2:] == ["refund.created", "charge.refunded"]


def test_a_refund_from_the_dashboard_is_seen_by_the_api_and_can_come_back(stripe_double, client):
    charge = paid_charge(stripe_double, client, method="sepa_debit")
    refund = stripe_double.refund_from_dashboard(charge, 1000)
    assert client.v1.refunds.retrieve(refund).status == "pending"
    stripe_double.end_refund(refund, succeeds=False)
    assert client.v1.refunds.list().data[0].status == "failed"
    assert client.v1.charges.retrieve(charge).amount_refunded == 0
    assert stripe_double.events("refund.failed")[0]["data"]["object"]["id"] == refund


def test_a_card_dispute_is_won_by_the_bank_s_word_or_given_up(stripe_double, client):
    won, lost = (stripe_double.dispute(paid_charge(stripe_double, client)) for _time in range(2))
    disputes = client.v1.disputes
    assert disputes.retrieve(won).status == "needs_response"
    assert client.v1.charges.retrieve(disputes.retrieve(won).charge).disputed
    stripe_double.end_dispute(won, won=True)
    assert disputes.close(lost).status == "lost"
    assert [one.status for one in disputes.list().data] == ["lost", "won"]
    assert [one.id for one in disputes.list({"charge": disputes.retrieve(won).charge}).data] == [won]
    assert types(stripe_double)[-3:] == [
        "charge.dispute.closed", "charge.dispute.funds_reinstated", "charge.dispute.closed"
    ]  # fmt: skip


def test_a_sepa_dispute_is_lost_from_the_start(stripe_double, client):
    dispute = stripe_double.dispute(paid_charge(stripe_double, client, method="sepa_debit"))
    assert client.v1.disputes.retrieve(dispute).status == "lost"


def test_events_page_forwards_and_back_and_are_chosen_by_type(stripe_double, client):
    for _time in range(3):
        stripe_double.pay(new_session(client))
    events = client.v1.events
    newest_first = [event["id"] for event in stripe_double.events()[::-1]]
    first = events.list({"limit": 5})
    second = events.list({"limit": 100, "starting_after": first.data[-1].id})
    assert (first.has_more, second.has_more) == (True, False)
    assert not events.list({"limit": len(newest_first)}).has_more
    assert [event.id for event in (*first.data, *second.data)] == newest_first
    back = events.list({"limit": 2, "ending_before": newest_first[4]})
    assert ([event.id for event in back.data], back.has_more) == (newest_first[2:4], True)
    assert [event.id for event in events.list({"limit": 5}).auto_paging_iter()] == newest_first
    assert {event.type for event in events.list({"type": "charge.*"}).data} == {"charge.succeeded"}
    assert len(events.list({"types": ["charge.succeeded", "payment_intent.created"]}).data) == 6
    assert events.retrieve(newest_first[0]).data.object.id == stripe_double.events()[-1]["data"]["object"]["id"]
    assert events.list({"created": {"gt": stripe_double.events()[-1]["created"]}}).data == []


def test_an_event_says_how_it_was_then_and_is_kept_for_thirty_days(stripe_double, client):
    stripe_double.pay(new_session(client), method="sepa_debit")
    event = stripe_double.events("checkout.session.completed")[0]
    stripe_double.pay(event["data"]["object"])
    found = client.v1.events.retrieve(event["id"])
    assert (found.data.object.payment_status, found.api_version) == ("unpaid", stripe.api_version)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=31)):
        assert client.v1.events.list().data == []
        with pytest.raises(stripe.InvalidRequestError, match="No such event"):
            client.v1.events.retrieve(event["id"])


def test_what_the_api_was_asked_can_be_read(stripe_double, client):
    new_session(client, metadata={"invoice": "7"})
    (request,) = stripe_double.requests
    assert (request.method, request.path, request.params["metadata"]) == (
        "POST",
        "/v1/checkout/sessions",
        {"invoice": "7"},
    )
    assert request.idempotency_key


def test_a_new_test_finds_nothing_of_the_one_before(stripe_double, client):
    new_session(client)
    stripe_double.reset()
    assert client.v1.checkout.sessions.list().data == []
    assert stripe_double.requests[1:] == []
    assert stripe_double.events() == []
