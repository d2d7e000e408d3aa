"""Webhooks of the Stripe double: the real library takes its signatures and refuses those that are not Stripe's."""

import json
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from stripe import SignatureVerificationError, Webhook

from tests.portal.payments.stripe_calls import new_session
from tests.support.stripe.double import SECRET
from tests.support.values import for_each

YEAR = timedelta(days=365)


class _Endpoint(BaseHTTPRequestHandler):
    """Takes what the library takes as Stripe's, and keeps it."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            event = Webhook.construct_event(body, self.headers["Stripe-Signature"], self.server.secret)
        except SignatureVerificationError as error:
            self._answer(400, str(error))
        else:
            self.server.taken.append(event.id)
            self._answer(200, "")

    def _answer(self, status, text):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format, *values):
        """Says nothing."""


@pytest.fixture
def endpoint():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Endpoint)
    server.secret, server.taken = SECRET, []
    server.url = f"http://127.0.0.1:{server.server_address[1]}/webhooks/stripe/"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def paid(stripe_double):
    """The events of one card payment."""
    stripe_double.pay(new_session(stripe_double.client(), metadata={"city": "Ærøskøbing"}))
    return stripe_double.events()


def test_a_delivered_event_is_taken_as_often_and_in_whatever_order_it_comes(stripe_double, endpoint, paid):
    answers = [one for event in reversed(paid) for one in stripe_double.deliver(event, endpoint.url, times=2)]
    assert [answer.status for answer in answers] == [200] * 8
    assert endpoint.taken == [event["id"] for event in reversed(paid) for _time in range(2)]


def test_the_body_is_the_event_as_the_api_tells_it(stripe_double, paid):
    body, signature = stripe_double.sign(paid[-1])
    event = Webhook.construct_event(body, signature, SECRET)
    assert event.data.object.metadata["city"] == "Ærøskøbing"
    assert event.to_dict() == stripe_double.client().v1.events.retrieve(event.id).to_dict() == paid[-1]


@for_each("late", [timedelta(minutes=6), YEAR])
def test_an_old_signature_is_refused(stripe_double, endpoint, paid, late):
    (answer,) = stripe_double.deliver(paid[0], endpoint.url, at=datetime.now(UTC) - late)
    assert (answer.status, endpoint.taken) == (400, [])
    assert "outside the tolerance" in answer.body


def test_an_old_event_signed_anew_is_taken(stripe_double, endpoint, paid):
    (answer,) = stripe_double.deliver(
        paid[0] | {"created": paid[0]["created"] - int(YEAR.total_seconds())}, endpoint.url
    )
    assert answer.status == 200


def test_a_forged_event_is_refused(stripe_double, endpoint, paid):
    (answer,) = stripe_double.deliver(paid[0], endpoint.url, secret="whsec_guessed")
    assert (answer.status, endpoint.taken) == (400, [])
    body, signature = stripe_double.sign(paid[0])
    forged = json.dumps(json.loads(body) | {"id": "evt_forged"}).encode()
    with pytest.raises(SignatureVerificationError):
        Webhook.construct_event(forged, signature, SECRET)


def test_while_a_secret_is_rotated_both_are_signed_with(stripe_double, endpoint, paid):
    stripe_double.secrets = (SECRET, "whsec_new")
    for secret in stripe_double.secrets:
        endpoint.secret = secret
        assert stripe_double.deliver(paid[0], endpoint.url)[0].status == 200
    stripe_double.secrets = ("whsec_new",)
    endpoint.secret = SECRET
    assert stripe_double.deliver(paid[0], endpoint.url)[0].status == 400


def test_nobody_there_to_take_it_is_no_answer(stripe_double, endpoint, paid):
    endpoint.shutdown()
    endpoint.server_close()
    assert [one.status for one in stripe_double.deliver(paid[0], endpoint.url, times=2)] == [None, None]
