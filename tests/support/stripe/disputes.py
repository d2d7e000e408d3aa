"""Disputes: a payer's bank takes a payment back. A card's can be answered or given up; a SEPA debit's is final."""

from tests.support.stripe.account import Account
from tests.support.stripe.wire import Refused

URL = "/v1/disputes"
CLOSED = ("won", "lost")
WEEK = 7 * 24 * 60 * 60


def retrieve(account: Account, params: dict, id: str) -> dict:
    return account.get("dispute", id)


def listed(account: Account, params: dict) -> dict:
    found = list(account.objects["dispute"].values())
    for name in ("charge", "payment_intent"):
        if name in params:
            found = [dispute for dispute in found if dispute[name] == params[name]]
    return account.page(URL, found, params)


def close(account: Account, params: dict, id: str) -> dict:
    """Given up: the dispute is lost."""
    dispute = account.get("dispute", id)
    if dispute["status"] in CLOSED:
        raise Refused("This dispute is already closed", param="dispute")
    return end(account, dispute, won=False)


def open(account: Account, charge: dict, *, amount: int, reason: str) -> dict:
    """The bank takes `amount` from the account."""
    final = charge["payment_method_details"]["type"] == "sepa_debit"
    dispute = account.add(
        "dispute",
        amount=amount,
        balance_transactions=[],
        charge=charge["id"],
        currency=charge["currency"],
        enhanced_eligibility_types=[],
        evidence={},
        evidence_details={"due_by": account.now() + WEEK, "has_evidence": False, "past_due": False,
                          "submission_count": 0},
        is_charge_refundable=False,
        metadata={},
        payment_intent=charge["payment_intent"],
        payment_method_details={"type": charge["payment_method_details"]["type"]},
        reason=reason,
        status="lost" if final else "needs_response",
    )  # fmt: skip
    charge["disputed"] = True
    account.tell("charge.dispute.created", dispute)
    account.tell("charge.dispute.funds_withdrawn", dispute)
    if final:
        account.tell("charge.dispute.closed", dispute)
    return dispute


def end(account: Account, dispute: dict, *, won: bool) -> dict:
    dispute["status"] = "won" if won else "lost"
    account.tell("charge.dispute.closed", dispute)
    if won:
        account.tell("charge.dispute.funds_reinstated", dispute)
    return dispute
