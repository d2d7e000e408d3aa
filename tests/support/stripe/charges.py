"""Charges: one for each attempt to pay a payment intent."""

from tests.support.stripe.account import Account
from tests.support.stripe.wire import Refused, missing

URL = "/v1/charges"
METHODS = {
    "card": {"brand": "visa", "country": "NO", "exp_month": 12, "exp_year": 2034, "funding": "credit", "last4": "4242"},
    "sepa_debit": {"bank_code": "37040044", "country": "DE", "last4": "3000", "mandate": "mandate_1"},
}
FAILURES = {
    "card": ("card_declined", "Your card was declined."),
    "sepa_debit": ("insufficient_funds", "The customer's account has insufficient funds to cover this payment."),
}


def retrieve(account: Account, params: dict, id: str) -> dict:
    return account.get("charge", id)


def listed(account: Account, params: dict) -> dict:
    found = list(account.objects["charge"].values())
    if intent := params.get("payment_intent"):
        found = [charge for charge in found if charge["payment_intent"] == intent]
    return account.page(URL, found, params)


def add_charge(account: Account, intent: dict, method: str, payer: dict) -> dict:
    """A charge that has yet to succeed or fail."""
    charge = account.add(
        "charge",
        amount=intent["amount"],
        amount_captured=0,
        amount_refunded=0,
        balance_transaction=None,
        billing_details=payer,
        captured=False,
        currency=intent["currency"],
        customer=None,
        description=intent["description"],
        disputed=False,
        failure_code=None,
        failure_message=None,
        metadata=dict(intent["metadata"]),
        outcome=None,
        paid=False,
        payment_intent=intent["id"],
        payment_method=intent["payment_method"],
        payment_method_details={"type": method, method: dict(METHODS[method])},
        receipt_email=intent["receipt_email"],
        receipt_number=None,
        receipt_url=None,
        refunded=False,
        status="pending",
    )
    charge["_on_request"] = {"refunds": _refunds(charge, [])}
    return charge


def succeed(account: Account, charge: dict):
    charge |= {
        "status": "succeeded",
        "paid": True,
        "captured": True,
        "amount_captured": charge["amount"],
        "balance_transaction": account.new_id("txn_"),
        "outcome": {"network_status": "approved_by_network", "type": "authorized"},
    }
    account.tell("charge.succeeded", charge)


def fail(account: Account, charge: dict):
    code, message = FAILURES[charge["payment_method_details"]["type"]]
    charge |= {
        "status": "failed",
        "failure_code": code,
        "failure_message": message,
        "outcome": {"network_status": "declined_by_network", "type": "issuer_declined"},
    }
    account.tell("charge.failed", charge)


def sum_up_refunds(account: Account, charge: dict):
    """What the charge says of its refunds: failed and cancelled ones do not count."""
    refunds = [one for one in account.objects["refund"].values() if one["charge"] == charge["id"]]
    charge["amount_refunded"] = sum(one["amount"] for one in refunds if one["status"] in ("pending", "succeeded"))
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    charge["_on_request"] = {"refunds": _refunds(charge, refunds[::-1])}


def refundable(account: Account, params: dict) -> dict:
    """The charge that a refund is asked of, by its own id or its payment intent's; raises `Refused`."""
    if "charge" in params:
        charge = account.get("charge", params["charge"], "charge")
        if params.get("payment_intent", charge["payment_intent"]) != charge["payment_intent"]:
            raise missing("charge", params["charge"], "charge")
    else:
        intent = account.get("payment_intent", params["payment_intent"], "payment_intent")
        if intent["status"] != "succeeded":
            message = f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund."
            raise Refused(message, code="payment_intent_unexpected_state", param="payment_intent")
        charge = account.get("charge", intent["latest_charge"])
    if charge["status"] != "succeeded":
        raise Refused(f"Charge {charge['id']} has not succeeded and cannot be refunded.", code="charge_not_refundable")
    if charge["disputed"]:
        raise Refused(f"Charge {charge['id']} has been charged back; cannot issue a refund.", code="charge_disputed")
    if charge["refunded"]:
        raise Refused(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    return charge


def _refunds(charge: dict, refunds: list[dict]) -> dict:
    url = f"{URL}/{charge['id']}/refunds"
    return {"object": "list", "url": url, "has_more": False, "data": refunds}
