"""What the API refuses, the Stripe double refuses in the same shape; the real library raises the error it names."""

from datetime import UTC, datetime, timedelta

import pytest
import stripe

from tests.portal.payments.stripe_calls import line_item, new_session, paid_charge, session_params
from tests.support.concurrency import run_together
from tests.support.values import for_each


@pytest.fixture
def client(stripe_double):
    return stripe_double.client()


def refusal(call, kind=stripe.InvalidRequestError) -> tuple:
    """Status, code and parameter of what was refused, and that the body has the API's shape."""
    with pytest.raises(kind) as caught:
        call()
    error = caught.value
    said = error.json_body["error"]
    assert said["message"]
    assert error.request_id.startswith("req_")
    return error.http_status, said.get("code"), said.get("param")


@pytest.mark.parametrize("key", ["", "sk_test_other"])
def test_nobody_is_answered_without_the_key(stripe_double, key):
    client = stripe.StripeClient(key or "x", base_addresses={"api": stripe_double.url}, max_network_retries=0)
    assert refusal(lambda: client.v1.events.list(), stripe.AuthenticationError) == (401, None, None)
    assert stripe_double.requests == []


def test_another_version_of_the_api_is_not_spoken(stripe_double):
    client = stripe_double.client(stripe_version="2020-08-27")
    assert refusal(lambda: client.v1.events.list()) == (400, "not_in_double", None)


@for_each(
    ("change", "code", "param"),
    [
        # What the library of today no longer declares, and what it never did, at the top and deep inside.
        ({"payment_method_types": ["card"]}, "parameter_unknown", "payment_method_types"),
        ({"colour": "blue"}, "parameter_unknown", "colour"),
        ({"line_items": [{"price": "p", "amount": 1}]}, "parameter_unknown", "line_items[0][amount]"),
        ({"line_items": [line_item(vat=25)]}, "parameter_unknown", "line_items[0][price_data][vat]"),
        ({"payment_intent_data": {"amount": 1}}, "parameter_unknown", "payment_intent_data[amount]"),
        # Missing.
        ({"mode": None}, "parameter_missing", "mode"),
        ({"line_items": None}, "parameter_missing", "line_items"),
        ({"success_url": None}, "parameter_missing", "success_url"),
        ({"line_items": [{"quantity": 1}]}, "parameter_missing", "line_items[0][price_data]"),
        ({"line_items": [{"price_data": {"unit_amount": 1}}]}, "parameter_missing",
         "line_items[0][price_data][currency]"),
        ({"line_items": [line_item(unit_amount=None)]}, "parameter_missing", "line_items[0][price_data][unit_amount]"),
        ({"line_items": [line_item(product_data={"description": "a"})]}, "parameter_missing",
         "line_items[0][price_data][product_data][name]"),
        ({"line_items": [line_item() | {"quantity": 0}]}, "parameter_missing", "line_items[0][quantity]"),
        # Of another type, or outside its choices.
        ({"mode": "gift"}, None, "mode"),
        ({"line_items": "one"}, None, "line_items"),
        ({"metadata": "one"}, None, "metadata"),
        ({"metadata": {"a": {"b": "c"}}}, None, "metadata[a]"),
        ({"metadata": {"a": "b" * 501}}, None, "metadata"),
        ({"metadata": {str(number): "b" for number in range(51)}}, None, "metadata"),
        ({"success_url": ["a"]}, None, "success_url"),
        ({"success_url": "/paid/"}, "url_invalid", "success_url"),
        ({"client_reference_id": ""}, "parameter_invalid_empty", "client_reference_id"),
        ({"client_reference_id": "7" * 201}, None, "client_reference_id"),
        ({"expires_at": "soon"}, "parameter_invalid_integer", "expires_at"),
        ({"expires_at": 1}, None, "expires_at"),
        ({"line_items": [line_item(-5)]}, "parameter_invalid_integer", "line_items[0][price_data][unit_amount]"),
        ({"allowed_payment_method_types": ["gold"]}, None, "allowed_payment_method_types[0]"),
        # Money.
        ({"line_items": [line_item(currency="xxx")]}, None, "line_items[0][price_data][currency]"),
        ({"line_items": [line_item(), line_item(currency="sek")]}, None, "line_items"),
        ({"currency": "sek"}, None, "currency"),
        ({"line_items": [line_item(49)]}, "amount_too_small", None),
        ({"line_items": [line_item(100_000_000)]}, "amount_too_large", None),
        ({"line_items": [line_item(123_450, "isk")]}, "parameter_invalid_integer", None),
        ({"line_items": [line_item(currency="sek")], "allowed_payment_method_types": ["sepa_debit"]}, None,
         "allowed_payment_method_types"),
        # What the API would take and the double would have to drop.
        ({"mode": "subscription"}, "not_in_double", "mode"),
        ({"automatic_tax": {"enabled": True}}, "not_in_double", "automatic_tax"),
        ({"line_items": [line_item(tax_behavior="inclusive")]}, "not_in_double",
         "line_items[0][price_data][tax_behavior]"),
    ],
)  # fmt: skip
def test_a_session_is_not_made_of_what_the_api_does_not_take(stripe_double, client, change, code, param):
    params = {name: value for name, value in session_params(**change).items() if value is not None}
    assert refusal(lambda: client.v1.checkout.sessions.create(params)) == (400, code, param)
    assert client.v1.checkout.sessions.list().data == []


@for_each(
    ("noun", "id", "param"),
    [("payment_intents", "pi_none", "intent"), ("charges", "ch_none", "id"), ("refunds", "re_none", "id"),
     ("disputes", "du_none", "id"), ("events", "evt_none", "id")],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client, noun, id, param):
    service = getattr(client.v1, noun)
    assert refusal(lambda: service.retrieve(id)) == (404, "resource_missing", param)
    assert refusal(lambda: service.list({"starting_after": id})) == (404, "resource_missing", "starting_after")


def test_a_session_that_is_not_there_is_not_found(client):
    assert refusal(lambda: client.v1.checkout.sessions.retrieve("cs_no")) == (404, "resource_missing", "session")
    assert refusal(lambda: client.v1.checkout.sessions.expire("cs_no")) == (404, "resource_missing", "session")
    assert refusal(lambda: client.v1.refunds.create({"charge": "ch_no"})) == (404, "resource_missing", "charge")


def test_an_endpoint_the_double_has_not_is_not_found(client):
    assert refusal(lambda: client.v1.customers.create({"name": "City"}))[0] == 404
    assert refusal(lambda: client.raw_request("delete", "/v1/refunds"))[0] == 404


def test_a_list_is_asked_for_within_its_bounds(client):
    events = client.v1.events
    assert refusal(lambda: events.list({"limit": 0})) == (400, None, "limit")
    assert refusal(lambda: events.list({"limit": 101})) == (400, None, "limit")
    assert refusal(lambda: events.list({"created": {"after": 1}})) == (400, "parameter_unknown", "created[after]")
    assert refusal(lambda: events.list({"type": "charge.failed", "types": ["charge.failed"]})) == (400, None, "types")
    assert refusal(lambda: events.list({"starting_after": "a", "ending_before": "b"}))[0] == 400
    assert refusal(lambda: events.list({"delivery_success": True})) == (400, "not_in_double", "delivery_success")
    assert refusal(lambda: client.v1.charges.list({"expand": ["payment_intent"]})) == (400, None, "expand")


def test_what_cannot_be_opened_is_not_expanded(stripe_double, client):
    charge = paid_charge(stripe_double, client)
    for path in ("colour", "amount", "payment_intent.colour", "payment_intent.latest_charge.payment_intent.a.b"):
        assert refusal(lambda path=path: client.v1.charges.retrieve(charge, {"expand": [path]})) == (
            400,
            None,
            "expand",
        )


def test_only_an_open_session_expires(stripe_double, client):
    session = new_session(client)
    stripe_double.pay(session)
    for _time in range(2):
        assert refusal(lambda: client.v1.checkout.sessions.expire(session.id)) == (400, None, None)
    assert client.v1.checkout.sessions.retrieve(session.id).status == "complete"


def test_a_payment_intent_is_cancelled_only_while_nothing_is_paid_and_no_session_holds_it(stripe_double, client):
    intents, state = client.v1.payment_intents, (400, "payment_intent_unexpected_state", "intent")
    session = new_session(client)
    stripe_double.fail(session)
    of_a_session = client.v1.checkout.sessions.retrieve(session.id).payment_intent
    assert refusal(lambda: intents.cancel(of_a_session)) == state
    stripe_double.pay(session)
    assert refusal(lambda: intents.cancel(of_a_session)) == state
    own = intents.create({"amount": 5000, "currency": "eur"}).id
    intents.cancel(own)
    assert refusal(lambda: intents.cancel(own)) == state
    assert refusal(lambda: intents.create({"amount": 5000})) == (400, "parameter_missing", "currency")
    assert refusal(lambda: intents.create({"amount": 0, "currency": "eur"}))[1] == "parameter_invalid_integer"


def test_no_more_is_refunded_than_was_paid(stripe_double, client):
    refunds, charge = client.v1.refunds, paid_charge(stripe_double, client)
    assert refusal(lambda: refunds.create({"charge": charge, "amount": 1_000_001})) == (400, None, "amount")
    refunds.create({"charge": charge, "amount": 600_000})
    assert refusal(lambda: refunds.create({"charge": charge, "amount": 400_001})) == (400, None, "amount")
    assert refusal(lambda: refunds.create({"charge": charge, "amount": 0}))[1] == "parameter_invalid_integer"
    refunds.create({"charge": charge, "amount": 400_000})
    assert refusal(lambda: refunds.create({"charge": charge})) == (400, "charge_already_refunded", None)
    assert client.v1.charges.retrieve(charge).amount_refunded == 1_000_000


def test_what_is_unpaid_disputed_or_not_named_is_not_refunded(stripe_double, client):
    refunds, session = client.v1.refunds, new_session(client)
    stripe_double.pay(session, method="sepa_debit")
    intent = client.v1.checkout.sessions.retrieve(session.id).payment_intent
    unpaid = (400, "payment_intent_unexpected_state", "payment_intent")
    assert refusal(lambda: refunds.create({"payment_intent": intent})) == unpaid
    pending = {"charge": stripe_double.charge_of(session)}
    assert refusal(lambda: refunds.create(pending)) == (400, "charge_not_refundable", None)
    assert refusal(lambda: refunds.create({})) == (400, "parameter_missing", "payment_intent")
    charge = paid_charge(stripe_double, client)
    stripe_double.dispute(charge)
    assert refusal(lambda: refunds.create({"charge": charge})) == (400, "charge_disputed", None)
    assert client.v1.refunds.list().data == []


def test_a_dispute_is_closed_once(stripe_double, client):
    dispute = stripe_double.dispute(paid_charge(stripe_double, client))
    client.v1.disputes.close(dispute)
    assert refusal(lambda: client.v1.disputes.close(dispute)) == (400, None, "dispute")


def test_what_cannot_happen_at_stripe_is_a_mistake_of_the_test(stripe_double, client):
    session = new_session(client, allowed_payment_method_types=["card"])
    with pytest.raises(ValueError, match="offers card, not sepa_debit"):
        stripe_double.pay(session, method="sepa_debit")
    stripe_double.pay(session)
    with pytest.raises(ValueError, match="is complete, not open"):
        stripe_double.pay(session)


def test_one_key_does_a_thing_once_and_answers_the_same(stripe_double, client):
    charge = paid_charge(stripe_double, client)
    params, key = {"charge": charge, "amount": 1000}, {"idempotency_key": "refund-7"}
    first = client.v1.refunds.create(params, key)
    again = client.v1.refunds.create(params, key)
    assert again.id == first.id
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    assert len(client.v1.refunds.list().data) == 1
    assert stripe_double.events("refund.created")[0]["request"]["idempotency_key"] == "refund-7"


def test_a_key_used_for_something_else_is_refused(stripe_double, client):
    charge, key = paid_charge(stripe_double, client), {"idempotency_key": "refund-7"}
    client.v1.refunds.create({"charge": charge, "amount": 1000}, key)
    other_sum = {"charge": charge, "amount": 2000}
    assert refusal(lambda: client.v1.refunds.create(other_sum, key), stripe.IdempotencyError)[0] == 400
    assert refusal(lambda: new_session_with(client, key), stripe.IdempotencyError)[0] == 400
    assert len(client.v1.refunds.list().data) == 1
    assert refusal(lambda: client.v1.refunds.create(other_sum, {"idempotency_key": "k" * 256}))[0] == 400
    one, other = new_session(client).id, new_session(client).id
    client.v1.checkout.sessions.expire(one, {}, {"idempotency_key": "over"})
    again = {"idempotency_key": "over"}
    assert refusal(lambda: client.v1.checkout.sessions.expire(other, {}, again), stripe.IdempotencyError)[0] == 400


def new_session_with(client, options):
    return client.v1.checkout.sessions.create(session_params(), options)


def test_a_key_stays_free_after_wrong_parameters_and_remembers_a_state_that_refused(stripe_double, client):
    charge, key = paid_charge(stripe_double, client), {"idempotency_key": "refund-7"}
    refusal(lambda: client.v1.refunds.create({"charge": charge, "colour": "blue"}, key))
    client.v1.refunds.create({"charge": charge}, key)
    refused = {"idempotency_key": "refund-8"}
    for _time in range(2):
        code = refusal(lambda: client.v1.refunds.create({"charge": charge}, refused))[1]
        assert code == "charge_already_refunded"


def test_one_key_in_many_threads_does_a_thing_once(stripe_double, client):
    charge = paid_charge(stripe_double, client)
    asked = [lambda: client.v1.refunds.create({"charge": charge, "amount": 7}, {"idempotency_key": "one"}).id] * 8
    assert len(set(run_together(*asked))) == 1
    assert client.v1.charges.retrieve(charge).amount_refunded == 7


def test_an_answer_that_was_lost_is_asked_for_again_under_the_same_key(stripe_double, client):
    charge = paid_charge(stripe_double, client)
    stripe_double.lose_answers()
    with pytest.raises(stripe.APIConnectionError):
        client.v1.refunds.create({"charge": charge, "amount": 7}, {"idempotency_key": "lost"})
    assert client.v1.refunds.create({"charge": charge, "amount": 7}, {"idempotency_key": "lost"}).amount == 7
    assert len(client.v1.refunds.list().data) == 1


@pytest.mark.parametrize(("status", "error"), [(503, stripe.APIError), (None, stripe.APIConnectionError)])
def test_stripe_is_down_and_comes_back(stripe_double, client, status, error):
    session = new_session(client)
    stripe_double.go_down(status=status)
    with pytest.raises(error):
        client.v1.checkout.sessions.retrieve(session.id)
    stripe_double.come_back()
    assert client.v1.checkout.sessions.retrieve(session.id).id == session.id


def test_an_expiry_within_a_day_is_taken(client):
    at = int((datetime.now(UTC) + timedelta(hours=2)).timestamp())
    assert new_session(client, expires_at=at).expires_at == at
