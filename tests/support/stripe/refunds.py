"""Refunds of a charge, whole or in part: a card's is done at once, a SEPA debit's is pending for some days."""

from tests.support.stripe import charges
from tests.support.stripe.account import Account
from tests.support.stripe.parameters import required
from tests.support.stripe.wire import Refused

URL = "/v1/refunds"


def create(account: Account, params: dict) -> dict:
    if not {"charge", "payment_intent"} & params.keys():
        raise required("payment_intent")
    if params.get("amount", 1) < 1:
        raise Refused("Invalid positive integer", code="parameter_invalid_integer", param="amount", checked=True)
    charge = charges.refundable(account, params)
    left = charge["amount"] - charge["amount_refunded"]
    amount = params.get("amount", left)
    if amount > left:
        message = f"Refund amount ({amount} {charge['currency']}) is greater than unrefunded amount on charge ({left})"
        raise Refused(message, param="amount")
    refund = account.add(
        "refund",
        amount=amount,
        balance_transaction=account.new_id("txn_"),
        charge=charge["id"],
        currency=charge["currency"],
        destination_details={"type": charge["payment_method_details"]["type"]},
        failure_reason=None,
        metadata=params.get("metadata") or {},
        payment_intent=charge["payment_intent"],
        reason=params.get("reason"),
        receipt_number=None,
        status="pending" if charge["payment_method_details"]["type"] == "sepa_debit" else "succeeded",
    )
    charges.sum_up_refunds(account, charge)
    account.tell("refund.created", refund)
    account.tell("charge.refunded", charge)
    return refund


def retrieve(account: Account, params: dict, id: str) -> dict:
    return account.get("refund", id)


def listed(account: Account, params: dict) -> dict:
    found = list(account.objects["refund"].values())
    for name in ("charge", "payment_intent"):
        if name in params:
            account.get(name, params[name], name)
            found = [refund for refund in found if refund[name] == params[name]]
    return account.page(URL, found, params)


def end(account: Account, refund: dict, *, succeeds: bool):
    """A pending refund arrives; any refund may come back, and the money is ours again."""
    refund["status"] = "succeeded" if succeeds else "failed"
    if not succeeds:
        refund["failure_reason"] = "expired_or_canceled_card"
        charges.sum_up_refunds(account, account.get("charge", refund["charge"]))
        account.tell("refund.failed", refund)
    account.tell("refund.updated", refund)
