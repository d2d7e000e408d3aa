"""The Stripe double and localstripe, written by others, are asked the same by the real library and agree where both have
an endpoint: payment intents, charges, refunds, events, signatures. Where they don't, `DEVIATIONS` says who is right."""

import json
import threading
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import stripe

from tests.portal.payments.localstripe import PATIENCE, localstripe
from tests.portal.payments.stripe_calls import line_item, new_session
from tests.support.values import for_each

AMOUNT = 500_000
SECRET = "whsec_second_opinion"

# What the two answer differently, and why the double answers as it does.
DEVIATIONS = {
    "any key": "localstripe takes every key that begins with sk_; the API knows its own",
    "newest first": "localstripe lists the oldest first; the API documents the newest first",
    "a page of 101": "localstripe has no upper bound; the API documents 1 to 100",
    "a cursor that is not there": "localstripe begins from the start; the API answers resource_missing",
    "an error's code": "localstripe's errors have a message alone; the API's name a code and a parameter",
    "latest_charge": "localstripe opens it always; the API gives its id unless asked to expand it",
    "a reason for a refund": "localstripe refuses it; the library declares it",
    "more than was paid": "localstripe refunds without end; the API refuses",
    "the rest of a refund": "localstripe refunds the whole once more when no amount is given; the API what is left",
    "one key twice": "localstripe reads no idempotency keys; the API does a thing once",
    "events of a payment": "localstripe tells of payment intents alone; the API of charges as well",
}


@dataclass(frozen=True)
class Side:
    """One of the two: a client, and how a payment is made or declined there; both give the intent's id."""

    client: stripe.StripeClient
    pay: Callable[[], str]
    decline: Callable[[], str]

    def charge(self) -> str:
        (charge,) = [one for one in self.client.v1.charges.list().data if one.payment_intent == self.pay()]
        return charge.id


@pytest.fixture(scope="module")
def second_opinion(tmp_path_factory):
    with localstripe(tmp_path_factory.mktemp("localstripe")) as address:
        yield address


@pytest.fixture
def other(second_opinion):
    urllib.request.urlopen(urllib.request.Request(f"{second_opinion}/_config/data", method="DELETE")).close()
    client = stripe.StripeClient("sk_test_other", base_addresses={"api": second_opinion}, max_network_retries=0)

    def pay(number="4242424242424242"):
        card = {"number": number, "exp_month": 12, "exp_year": 2034, "cvc": "123"}
        method = client.v1.payment_methods.create({"type": "card", "card": card}).id
        asked = {"amount": AMOUNT, "currency": "eur", "payment_method": method, "confirm": True}
        return client.v1.payment_intents.create(asked).id

    def decline():
        with pytest.raises(stripe.CardError) as caught:
            pay("4000000000000341" if False else "4000000000000002")
        return caught.value.json_body["error"]["charge"]

    return Side(client, pay, decline)


@pytest.fixture
def ours(stripe_double):
    client = stripe_double.client()

    def pay():
        session = new_session(client, line_items=[line_item(AMOUNT)])
        stripe_double.pay(session)
        return client.v1.checkout.sessions.retrieve(session.id).payment_intent

    def decline():
        session = new_session(client, line_items=[line_item(AMOUNT)])
        stripe_double.fail(session)
        return stripe_double.charge_of(session)

    return Side(client, pay, decline)
