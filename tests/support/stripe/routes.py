"""The endpoints: what the library declares for each call, what of it the double knows, and who answers."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from stripe.params import (
    ChargeListParams,
    ChargeRetrieveParams,
    DisputeCloseParams,
    DisputeListParams,
    DisputeRetrieveParams,
    EventListParams,
    EventRetrieveParams,
    PaymentIntentCancelParams,
    PaymentIntentCreateParams,
    PaymentIntentListParams,
    PaymentIntentRetrieveParams,
    RefundCreateParams,
    RefundListParams,
    RefundRetrieveParams,
)
from stripe.params.checkout import (
    SessionCreateParams,
    SessionExpireParams,
    SessionLineItemListParams,
    SessionListParams,
    SessionRetrieveParams,
)

from tests.support.stripe import charges, checkout_sessions, disputes, events, payment_intents, refunds
from tests.support.stripe.account import Account
from tests.support.stripe.parameters import checked
from tests.support.stripe.wire import Refused

PAGED = frozenset({"created", "ending_before", "expand", "limit", "starting_after"})
SAID_OF_AN_INTENT = frozenset({"description", "metadata", "receipt_email"})
SESSION = frozenset(
    {"allowed_payment_method_types", "billing_address_collection", "cancel_url", "client_reference_id", "currency",
     "customer_email", "excluded_payment_method_types", "expires_at", "line_items", "locale", "metadata", "mode",
     "payment_intent_data", "submit_type", "success_url", "ui_mode"}
)  # fmt: skip
INTENT = SAID_OF_AN_INTENT | {
    "amount",
    "currency",
    "allowed_payment_method_types",
    "excluded_payment_method_types",
}
# Of a parameter that is a hash, what the double knows inside.
INSIDE = {
    "line_items": frozenset({"price_data", "quantity"}),
    "price_data": frozenset({"currency", "product_data", "unit_amount"}),
    "product_data": frozenset({"description", "name"}),
    "payment_intent_data": SAID_OF_AN_INTENT,
}


@dataclass(frozen=True)
class Route:
    """`POST /v1/refunds`, say: `declared` are its parameters in the library, `known` those the double acts upon."""

    method: str
    path: str
    declared: type
    known: frozenset[str]
    answer: Callable[..., dict]

    def match(self, method: str, path: str) -> dict[str, str] | None:
        pattern = self.path.replace("{id}", r"(?P<id>[^/]+)")
        found = re.fullmatch(pattern, path) if method == self.method else None
        return found.groupdict() if found else None

    def call(self, account: Account, params: dict, address: dict[str, str]) -> dict:
        """The object or list asked for, as it goes over the wire; raises `Refused`."""
        params = checked(params, self.declared)
        _check_known(params, self.known | {"expand"})
        answer = self.answer(account, params, **address)
        return answer if answer["object"] == "list" else account.shown(answer, params.get("expand", ()))


ROUTES = (
    Route("POST", checkout_sessions.URL, SessionCreateParams, SESSION, checkout_sessions.create),
    Route("GET", checkout_sessions.URL, SessionListParams, PAGED | {"payment_intent", "status"},
          checkout_sessions.listed),
    Route("GET", checkout_sessions.URL + "/{id}", SessionRetrieveParams, frozenset(), checkout_sessions.retrieve),
    Route("GET", checkout_sessions.URL + "/{id}/line_items", SessionLineItemListParams, PAGED,
          checkout_sessions.line_items),
    Route("POST", checkout_sessions.URL + "/{id}/expire", SessionExpireParams, frozenset(), checkout_sessions.expire),
    Route("POST", payment_intents.URL, PaymentIntentCreateParams, INTENT, payment_intents.create),
    Route("GET", payment_intents.URL, PaymentIntentListParams, PAGED, payment_intents.listed),
    Route("GET", payment_intents.URL + "/{id}", PaymentIntentRetrieveParams, frozenset(), payment_intents.retrieve),
    Route("POST", payment_intents.URL + "/{id}/cancel", PaymentIntentCancelParams, frozenset({"cancellation_reason"}),
          payment_intents.cancel),
    Route("GET", charges.URL, ChargeListParams, PAGED | {"payment_intent"}, charges.listed),
    Route("GET", charges.URL + "/{id}", ChargeRetrieveParams, frozenset(), charges.retrieve),
    Route("POST", refunds.URL, RefundCreateParams,
          frozenset({"amount", "charge", "metadata", "payment_intent", "reason"}), refunds.create),
    Route("GET", refunds.URL, RefundListParams, PAGED | {"charge", "payment_intent"}, refunds.listed),
    Route("GET", refunds.URL + "/{id}", RefundRetrieveParams, frozenset(), refunds.retrieve),
    Route("GET", disputes.URL, DisputeListParams, PAGED | {"charge", "payment_intent"}, disputes.listed),
    Route("GET", disputes.URL + "/{id}", DisputeRetrieveParams, frozenset(), disputes.retrieve),
    Route("POST", disputes.URL + "/{id}/close", DisputeCloseParams, frozenset(), disputes.close),
    Route("GET", events.URL, EventListParams, PAGED | {"type", "types"}, events.listed),
    Route("GET", events.URL + "/{id}", EventRetrieveParams, frozenset(), events.retrieve),
)  # fmt: skip


def find(method: str, path: str) -> tuple[Route, dict[str, str]]:
    """The route of a request and what its address names; raises `Refused` as the API does for any other."""
    for route in ROUTES:
        if (address := route.match(method, path)) is not None:
            return route, address
    raise Refused(f"Unrecognized request URL ({method}: {path}).", status=404, checked=True)


def _check_known(params: dict, known: frozenset[str], path: str = ""):
    """What the API would take and the double would silently drop is refused by name, lest a test rely upon it."""
    for name, value in params.items():
        full = f"{path}[{name}]" if path else name
        if name not in known:
            message = f"The API knows {full}; tests/support/stripe does not yet."
            raise Refused(message, code="not_in_double", param=full, checked=True)
        if name in INSIDE:
            inside = (
                {f"{full}[{at}]": one for at, one in enumerate(value)} if isinstance(value, list) else {full: value}
            )
            for within, one in inside.items():
                _check_known(one, INSIDE[name], within)
