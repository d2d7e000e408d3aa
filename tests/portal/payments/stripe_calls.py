"""What the tests of the Stripe double ask of it, through the real library."""

from stripe import StripeClient
from stripe.checkout import Session

SUCCESS = "https://portal.example.org/paid/?session={CHECKOUT_SESSION_ID}"
CANCEL = "https://portal.example.org/invoice/?session={CHECKOUT_SESSION_ID}"


def line_item(amount=1_000_000, currency="eur", **more) -> dict:
    price = {"currency": currency, "unit_amount": amount, "product_data": {"name": "Contribution 2026"}}
    return {"price_data": price | more, "quantity": 1}


def session_params(**more) -> dict:
    """A city's contribution of EUR 10,000, unless told otherwise."""
    return {"mode": "payment", "line_items": [line_item()], "success_url": SUCCESS, "cancel_url": CANCEL} | more


def new_session(client: StripeClient, **more) -> Session:
    return client.v1.checkout.sessions.create(session_params(**more))


def paid_charge(double, client: StripeClient, method="card", **more) -> str:
    """The id of a charge that succeeded."""
    session = new_session(client, **more)
    double.pay(session, method=method)
    if method == "sepa_debit":
        double.pay(session)
    return double.charge_of(session)
