"""Payment intents: what is to be paid once, made by a checkout session when somebody tries to pay it, or on its own."""

from tests.support.stripe import charges
from tests.support.stripe.account import Account
from tests.support.stripe.amounts import check_amount, currency_of
from tests.support.stripe.wire import Refused

URL = "/v1/payment_intents"
CANCELABLE = ("requires_payment_method", "requires_capture", "requires_confirmation", "requires_action", "processing")


def create(account: Account, params: dict) -> dict:
    currency = currency_of(params["currency"], "currency")
    if params["amount"] < 1:
        raise Refused("This value must be greater than or equal to 1.", code="parameter_invalid_integer",
                      param="amount", checked=True)  # fmt: skip
    check_amount(params["amount"], currency, "amount")
    return add_intent(account, params["amount"], currency, methods_offered(currency, params), params)


def methods_offered(currency: str, params: dict) -> list[str]:
    """How it can be paid: what the account has (card, and in euro SEPA debit) and the call allows, never by its name
    alone; raises `Refused` when nothing is left."""
    had = [method for method in charges.METHODS if method != "sepa_debit" or currency == "eur"]
    allowed = params.get("allowed_payment_method_types", had)
    offered = [one for one in had if one in allowed and one not in params.get("excluded_payment_method_types", ())]
    if not offered:
        message = f"No valid payment method types for a payment in {currency}: this account has {', '.join(had)}."
        raise Refused(message, param="allowed_payment_method_types", checked=True)
    return offered


def retrieve(account: Account, params: dict, id: str) -> dict:
    return account.get("payment_intent", id)


def listed(account: Account, params: dict) -> dict:
    return account.page(URL, list(account.objects["payment_intent"].values()), params)


def cancel(account: Account, params: dict, id: str) -> dict:
    intent = account.get("payment_intent", id)
    if intent["status"] not in CANCELABLE:
        message = (
            f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}. Only a PaymentIntent "
            f"with one of the following statuses may be canceled: {', '.join(CANCELABLE)}."
        )
        raise Refused(message, code="payment_intent_unexpected_state", param="intent")
    if any(session["payment_intent"] == id for session in account.objects["checkout.session"].values()):
        message = "You cannot cancel a PaymentIntent that a Checkout Session made. Expire the Checkout Session instead."
        raise Refused(message, code="payment_intent_unexpected_state", param="intent")
    return end_intent(account, intent, params.get("cancellation_reason"))


def add_intent(account: Account, amount: int, currency: str, methods: list[str], said: dict) -> dict:
    """A payment intent that nobody has paid yet, with the description, metadata and receipt address of `said`."""
    intent = account.add(
        "payment_intent",
        amount=amount,
        amount_capturable=0,
        amount_received=0,
        canceled_at=None,
        cancellation_reason=None,
        capture_method="automatic_async",
        confirmation_method="automatic",
        currency=currency,
        customer=None,
        description=said.get("description"),
        last_payment_error=None,
        latest_charge=None,
        metadata=dict(said.get("metadata") or {}),
        next_action=None,
        payment_method=None,
        payment_method_types=methods,
        processing=None,
        receipt_email=said.get("receipt_email"),
        status="requires_payment_method",
    )
    intent["client_secret"] = account.new_id(f"{intent['id']}_secret_")
    account.tell("payment_intent.created", intent)
    return intent


def end_intent(account: Account, intent: dict, reason: str | None) -> dict:
    intent |= {"status": "canceled", "canceled_at": account.now(), "cancellation_reason": reason}
    account.tell("payment_intent.canceled", intent)
    return intent


def attempt(account: Account, intent: dict, method: str, payer: dict) -> dict:
    """Begins to pay; a card's charge is decided at once, a direct debit's some days later. Gives the charge."""
    intent["payment_method"] = account.new_id("pm_")
    charge = charges.add_charge(account, intent, method, payer)
    intent |= {"latest_charge": charge["id"], "last_payment_error": None}
    if method == "sepa_debit":
        intent["status"] = "processing"
        account.tell("charge.pending", charge)
        account.tell("payment_intent.processing", intent)
    return charge


def succeed(account: Account, intent: dict):
    charge = account.get("charge", intent["latest_charge"])
    charges.succeed(account, charge)
    intent |= {"status": "succeeded", "amount_received": charge["amount"]}
    account.tell("payment_intent.succeeded", intent)


def fail(account: Account, intent: dict):
    charge = account.get("charge", intent["latest_charge"])
    charges.fail(account, charge)
    error = {
        "type": "card_error",
        "charge": charge["id"],
        "code": charge["failure_code"],
        "message": charge["failure_message"],
    }
    intent |= {"status": "requires_payment_method", "payment_method": None, "last_payment_error": error}
    account.tell("payment_intent.payment_failed", intent)
