"""`StripeDouble`: the double as a test holds it, with what happens at Stripe without our asking."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache

import stripe

from tests.support.stripe import checkout_sessions, disputes, payment_intents, refunds
from tests.support.stripe.charges import METHODS
from tests.support.stripe.page import DEFAULT_PAYER
from tests.support.stripe.server import Request, Server
from tests.support.stripe.webhooks import Delivery, post, signed

KEY = "sk_test_double"
SECRET = "whsec_double"
# What may stand for a session, a charge, a refund or a dispute: its id, or what the library gave.
Named = str | dict | stripe.StripeObject


class StripeDouble:
    """`url` for the library's `base_addresses`, `key` to sign in with, `secrets` that sign webhooks (two while one
    takes over from the other), `requests` for what the API was asked."""

    def __init__(self):
        self._server = Server(KEY)
        self.url, self.key = self._server.url, KEY
        self.reset()

    def reset(self) -> None:
        """Nothing has happened yet."""
        with self._server.lock:
            self._server.clear()
            self.secrets: tuple[str, ...] = (SECRET,)

    @property
    def requests(self) -> list[Request]:
        return list(self._server.requests)

    def client(self, **options) -> stripe.StripeClient:
        """The real library, speaking to the double; it asks once unless told `max_network_retries`."""
        options = {"max_network_retries": 0} | options
        return stripe.StripeClient(self.key, base_addresses={"api": self.url}, **options)

    # What a payer and a bank do.

    def pay(self, session: Named, *, method="", amount: int | None = None, currency: str | None = None) -> None:
        """Pays an open session (a card at once, a SEPA debit into pending), or clears a debit that is pending.

        With `amount` or `currency` Stripe holds another sum than was asked for, as if somebody had changed it there.
        """
        with self._session(session) as (account, found):
            if checkout_sessions.is_pending(account, found):
                checkout_sessions.clear_debit(account, found, succeeds=True)
                return
            _expect(found, "open")
            found |= {"amount_total": amount or found["amount_total"], "currency": currency or found["currency"]}
            checkout_sessions.attempt(
                account, found, method=_method(found, method), succeeds=True, payer=dict(DEFAULT_PAYER)
            )

    def fail(self, session: Named) -> None:
        """The card is declined, or the bank refuses a debit that is pending."""
        with self._session(session) as (account, found):
            if checkout_sessions.is_pending(account, found):
                checkout_sessions.clear_debit(account, found, succeeds=False)
                return
            _expect(found, "open")
            checkout_sessions.attempt(
                account, found, method=_method(found, "card"), succeeds=False, payer=dict(DEFAULT_PAYER)
            )

    def dispute(self, charge: Named, *, amount: int | None = None, reason="fraudulent") -> str:
        """The payer's bank takes a paid charge back; the id of the dispute."""
        with self._server.lock:
            found = self._find("charge", charge)
            _expect(found, "succeeded")
            return disputes.open(self._server.account, found, amount=amount or found["amount"], reason=reason)["id"]

    def end_dispute(self, dispute: Named, *, won: bool) -> None:
        with self._server.lock:
            found = self._find("dispute", dispute)
            _expect(found, "needs_response")
            disputes.end(self._server.account, found, won=won)

    def refund_from_dashboard(self, charge: Named, amount: int | None = None) -> str:
        """Somebody refunds by hand at Stripe, past our books; the id of the refund."""
        with self._server.lock:
            params = {"charge": self._find("charge", charge)["id"]} | ({"amount": amount} if amount else {})
            return refunds.create(self._server.account, params)["id"]

    def end_refund(self, refund: Named, *, succeeds: bool) -> None:
        """A pending refund arrives, or one comes back to us."""
        with self._server.lock:
            refunds.end(self._server.account, self._find("refund", refund), succeeds=succeeds)

    def charge_of(self, session: Named) -> str:
        """The id of the charge that paid a session, or last tried to."""
        with self._session(session) as (account, found):
            return payment_intents.retrieve(account, {}, found["payment_intent"])["latest_charge"]

    # What Stripe tells us.

    def events(self, *types: str) -> list[dict]:
        """Every event so far, or those of some types, oldest first."""
        with self._server.lock:
            found = copy.deepcopy(list(self._server.account.objects["event"].values()))
        return [event for event in found if not types or event["type"] in types]

    def sign(self, event: dict, *, at: datetime | int | None = None, secret="") -> tuple[bytes, str]:
        """A webhook's body and `Stripe-Signature`, signed `at` (now) with `secret` (all of `secrets`)."""
        at = self._server.account.now() if at is None else at
        seconds = int(at.timestamp()) if isinstance(at, datetime) else at
        return signed(event, at=seconds, secrets=(secret,) if secret else self.secrets)

    def deliver(self, event: dict, url: str, *, times=1, at: datetime | int | None = None, secret="") -> list[Delivery]:
        """Posts an event to our endpoint, as often as asked; what was answered each time. Late, out of order and
        forged are the caller's: `at` long ago, the events in another order, a `secret` that is not Stripe's."""
        body, signature = self.sign(event, at=at, secret=secret)
        return [post(url, body, signature) for _time in range(times)]

    # When Stripe is not there.

    def go_down(self, *, status: int | None = 503) -> None:
        """Every request is answered with `status`, or with None not at all."""
        self._server.down, self._server.status_when_down = True, status

    def come_back(self) -> None:
        self._server.down = False

    def lose_answers(self, count=1) -> None:
        """The next requests are carried out, but nobody hears of it."""
        self._server.answers_to_lose = count

    def _find(self, kind: str, named: Named) -> dict:
        return self._server.account.get(kind, named if isinstance(named, str) else named["id"])

    @contextmanager
    def _session(self, session: Named) -> Iterator[tuple]:
        account = self._server.account
        with self._server.lock:
            yield account, checkout_sessions.current(account, self._find("checkout.session", session)["id"])


@cache
def running_double() -> StripeDouble:
    """The one double of this process, started when first asked for."""
    return StripeDouble()


def _expect(found: dict, status: str):
    if found["status"] != status:
        raise ValueError(f"{found['id']} is {found['status']}, not {status}")


def _method(session: dict, wanted: str) -> str:
    offered = session["payment_method_types"]
    if wanted and wanted not in offered:
        raise ValueError(f"{session['id']} offers {', '.join(offered)}, not {wanted} (of {', '.join(METHODS)})")
    return wanted or offered[0]
