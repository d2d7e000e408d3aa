"""The Stripe double and localstripe, which others wrote, are asked the same by the real library. They agree where both
have an endpoint: payment intents, charges, refunds, events, signatures. `DEVIATIONS` lists where they don't, and why.
"""

import json
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue

import pytest
import stripe

from tests.portal.payments import stripe_questions as questions
from tests.portal.payments.localstripe import PATIENCE, localstripe
from tests.portal.payments.stripe_calls import line_item, new_session
from tests.support.values import for_each

SECRET = "whsec_second_opinion"
# localstripe's numbers for a card that pays, and for one that is stored and then declined.
GOOD_CARD, DECLINED_CARD = "4242424242424242", "4000000000000341"


@pytest.fixture(scope="module")
def second_opinion(tmp_path_factory):
    with localstripe(tmp_path_factory.mktemp("localstripe")) as address:
        yield address


@pytest.fixture
def other(second_opinion):
    urllib.request.urlopen(urllib.request.Request(f"{second_opinion}/_config/data", method="DELETE")).close()
    client = stripe.StripeClient("sk_test_other", base_addresses={"api": second_opinion}, max_network_retries=0)

    def pay(number=GOOD_CARD):
        card = {"number": number, "exp_month": 12, "exp_year": 2034, "cvc": "123"}
        method = client.v1.payment_methods.create({"type": "card", "card": card}).id
        asked = {"amount": questions.AMOUNT, "currency": "eur", "payment_method": method, "confirm": True}
        return client.v1.payment_intents.create(asked).id

    def decline():
        with pytest.raises(stripe.CardError) as caught:
            pay(DECLINED_CARD)
        return caught.value.json_body["error"]["charge"]

    return questions.Side(second_opinion, client, pay, decline)


@pytest.fixture
def ours(stripe_double):
    client = stripe_double.client()

    def pay():
        session = new_session(client, line_items=[line_item(questions.AMOUNT)])
        stripe_double.pay(session)
        return client.v1.checkout.sessions.retrieve(session.id).payment_intent

    def decline():
        session = new_session(client, line_items=[line_item(questions.AMOUNT)])
        stripe_double.fail(session)
        return stripe_double.charge_of(session)

    return questions.Side(stripe_double.url, client, pay, decline)


# How localstripe differs, and why the double does not do as it does.
DEVIATIONS = {
    questions.another_key: "it takes every key that begins with sk_; the API knows its own",
    questions.the_order_of_a_list: "it lists the oldest first; the API documents the newest first",
    questions.a_page_of_101: "it has no upper bound; the API documents 1 to 100",
    questions.a_cursor_that_is_not_there: "it begins from the start; the API answers resource_missing",
    questions.the_code_of_an_error: "it gives a message alone; the API names a code and a parameter",
    questions.what_is_linked: "it opens latest_charge always; the API gives its id unless asked to expand it",
    questions.a_reason_for_a_refund: "it refuses a parameter that the library declares",
    questions.more_than_was_paid: "it refunds without end; the API refuses",
    questions.the_rest_of_a_refund: "it refunds the whole once more where no amount is given; the API what is left",
    questions.one_key_twice: "it reads no idempotency keys; the API does a thing once",
    questions.what_is_told_of_a_payment: "it tells of payment intents alone; the API of charges and sessions as well",
}


AGREED = [
    questions.an_intent,
    questions.a_cancelled_intent,
    questions.a_paid_intent,
    questions.a_paid_charge,
    questions.a_declined_charge,
    questions.refunds_in_parts,
    questions.a_refund_of_an_intent,
    questions.refused_refunds,
    questions.refused_intents,
    questions.what_is_not_there,
    questions.no_key,
]


@for_each("asked", AGREED)
def test_both_answer_the_same(ours, other, asked):
    assert asked(ours) == asked(other)


@pytest.mark.parametrize("asked", [questions.pages, questions.the_event_of_a_payment])
def test_both_list_the_same(ours, other, asked):
    assert asked(ours) == asked(other)


@for_each(("asked", "reason"), DEVIATIONS.items())
def test_they_differ_where_it_says_so_and_nowhere_by_chance(ours, other, asked, reason):
    assert asked(ours) != asked(other), f"no longer so: {reason}"


class _Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.put((body, dict(self.headers)))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format, *values):
        """Says nothing."""


@pytest.fixture
def receiver():
    server = HTTPServer(("127.0.0.1", 0), _Receiver)
    server.received = Queue()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_both_sign_a_webhook_alike(stripe_double, ours, other, receiver):
    url = f"http://127.0.0.1:{receiver.server_address[1]}/"
    wanted = {"url": url, "secret": SECRET, "events": ["payment_intent.succeeded"]}
    asked = urllib.request.Request(
        f"{other.url}/_config/webhooks/one", json.dumps(wanted).encode(), {"Content-Type": "application/json"}
    )
    urllib.request.urlopen(asked).close()
    paid = {ours.pay(), other.pay()}
    (event,) = stripe_double.events("payment_intent.succeeded")
    stripe_double.deliver(event, url, secret=SECRET)
    # localstripe tells a second later, of earlier payments too.
    while paid:
        body, headers = receiver.received.get(timeout=PATIENCE)
        told = stripe.Webhook.construct_event(body, headers["Stripe-Signature"], SECRET)
        paid.discard(told.data.object.id)
        assert told.type == "payment_intent.succeeded"
        assert headers["Content-Type"] == "application/json; charset=utf-8"
        assert [part.split("=")[0] for part in headers["Stripe-Signature"].split(",")] == ["t", "v1"]
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.Webhook.construct_event(body, headers["Stripe-Signature"], "whsec_other")
