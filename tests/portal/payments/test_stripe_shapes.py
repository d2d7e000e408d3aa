"""What the Stripe double shows is what the library declares: no field, state or event of its own invention."""

import typing
from typing import Literal

import pytest
import stripe
from stripe import checkout

from tests.portal.payments.stripe_calls import new_session, paid_charge
from tests.support.values import for_each

KINDS = {
    "checkout.session": checkout.Session,
    "payment_intent": stripe.PaymentIntent,
    "charge": stripe.Charge,
    "refund": stripe.Refund,
    "dispute": stripe.Dispute,
    "event": stripe.Event,
}
# Said by the class, not by the API.
OF_THE_CLASS = {"OBJECT_NAME"}


@pytest.fixture
def client(stripe_double):
    """After everything that can happen has."""
    client = stripe_double.client()
    for method in ("card", "sepa_debit"):
        charge = paid_charge(stripe_double, client, method)
        refund = stripe_double.refund_from_dashboard(charge, 1000)
        stripe_double.end_refund(refund, succeeds=method == "card")
        stripe_double.dispute(charge)
    stripe_double.end_dispute(client.v1.disputes.list().data[1], won=True)
    declined, refused = new_session(client), new_session(client)
    stripe_double.fail(declined)
    client.v1.checkout.sessions.expire(declined.id)
    stripe_double.pay(refused, method="sepa_debit")
    stripe_double.fail(refused)
    return client


def all_of(client, kind: str) -> list[dict]:
    v1 = client.v1
    lists = {
        "checkout.session": v1.checkout.sessions, "payment_intent": v1.payment_intents, "charge": v1.charges,
        "refund": v1.refunds, "dispute": v1.disputes, "event": v1.events,
    }  # fmt: skip
    return [one.to_dict() for one in lists[kind].list({"limit": 100}).data]


def may_be_missing(hint) -> bool:
    return type(None) in typing.get_args(hint)


def choices(hint) -> set[str]:
    """What a field can be, if the library lists it: `Literal["a", "b"]`, alone or open to what comes later."""
    inner = [hint, *typing.get_args(hint)]
    return {value for one in inner if typing.get_origin(one) is Literal for value in typing.get_args(one)}


@for_each(("kind", "declared"), KINDS.items())
def test_each_field_is_declared_and_each_that_must_be_there_is(client, kind, declared):
    hints = {name: hint for name, hint in declared.__annotations__.items() if name not in OF_THE_CLASS}
    always = {name for name, hint in hints.items() if not may_be_missing(hint)}
    found = all_of(client, kind)
    assert found
    for one in found:
        assert one.keys() <= hints.keys()
        assert always <= one.keys()


@for_each(("kind", "declared"), KINDS.items())
def test_each_state_and_choice_is_one_the_library_knows(client, kind, declared):
    listed = {name: choices(hint) for name, hint in declared.__annotations__.items() if choices(hint)}
    assert "object" in listed
    for one in all_of(client, kind):
        for name in listed.keys() & one.keys():
            assert one[name] is None or one[name] in listed[name], f"{kind} {name}"


def test_the_line_of_a_session_is_declared_too(client):
    session = new_session(client)
    (line,) = client.v1.checkout.sessions.line_items.list(session.id).data
    assert line.to_dict().keys() <= stripe.LineItem.__annotations__.keys()


def test_everything_that_can_happen_has_happened(client):
    told = {event["type"] for event in all_of(client, "event")}
    assert told == {
        "payment_intent.created", "payment_intent.processing", "payment_intent.succeeded",
        "payment_intent.payment_failed", "payment_intent.canceled",
        "charge.pending", "charge.succeeded", "charge.failed", "charge.refunded",
        "charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated",
        "charge.dispute.closed", "refund.created", "refund.updated", "refund.failed",
        "checkout.session.completed", "checkout.session.expired", "checkout.session.async_payment_succeeded",
        "checkout.session.async_payment_failed",
    }  # fmt: skip
