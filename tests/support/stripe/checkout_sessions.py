"""Checkout sessions in payment mode on Stripe's own page: what is bought, where the buyer comes back to."""

import re

from tests.support.stripe import payment_intents
from tests.support.stripe.account import Account
from tests.support.stripe.amounts import check_amount, currency_of
from tests.support.stripe.parameters import required
from tests.support.stripe.wire import Refused

URL = "/v1/checkout/sessions"
MINUTE, DAY = 60, 24 * 60 * 60
MAX_REFERENCE = 200


def create(account: Account, params: dict) -> dict:
    for name in ("mode", "line_items", "success_url"):
        if not params.get(name):
            raise required(name)
    for name, known in {"mode": "payment", "ui_mode": "hosted_page"}.items():
        if params.get(name, known) != known:
            raise Refused(f"The double knows {name}={known} alone.", code="not_in_double", param=name, checked=True)
    for name in ("success_url", "cancel_url"):
        if name in params and not re.match(r"https?://[^\s/]", params[name]):
            raise Refused("Not a valid URL", code="url_invalid", param=name, checked=True)
    if len(params.get("client_reference_id", "")) > MAX_REFERENCE:
        raise Refused(f"Invalid string: it can be up to {MAX_REFERENCE} characters long.", param="client_reference_id",
                      checked=True)  # fmt: skip
    items = [_line_item(account, item, f"line_items[{at}]") for at, item in enumerate(params["line_items"])]
    currencies = {item["currency"] for item in items}
    if len(currencies) > 1:
        raise Refused("All line items must have the same currency.", param="line_items", checked=True)
    currency, total = currencies.pop(), sum(item["amount_total"] for item in items)
    if params.get("currency", currency).lower() != currency:
        raise Refused(f"The line items are in {currency}, not in {params['currency']}.", param="currency", checked=True)
    check_amount(total, currency, None)
    methods = payment_intents.methods_offered(currency, params)
    session = account.add(
        "checkout.session",
        allowed_payment_method_types=params.get("allowed_payment_method_types"),
        amount_subtotal=total,
        amount_total=total,
        automatic_tax={"enabled": False, "liability": None, "provider": None, "status": None},
        billing_address_collection=params.get("billing_address_collection"),
        cancel_url=params.get("cancel_url"),
        client_reference_id=params.get("client_reference_id"),
        client_secret=None,
        currency=currency,
        custom_fields=[],
        custom_text={"after_submit": None, "shipping_address": None, "submit": None},
        customer=None,
        customer_details=None,
        customer_email=params.get("customer_email"),
        excluded_payment_method_types=params.get("excluded_payment_method_types"),
        expires_at=_expiry(account, params),
        invoice=None,
        locale=params.get("locale"),
        metadata=params.get("metadata") or {},
        mode="payment",
        payment_intent=None,
        payment_link=None,
        payment_method_types=methods,
        payment_status="unpaid",
        setup_intent=None,
        shipping_options=[],
        status="open",
        submit_type=params.get("submit_type"),
        subscription=None,
        success_url=params["success_url"],
        total_details={"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        ui_mode="hosted_page",
    )
    session["url"] = f"{account.address}/c/pay/{session['id']}"
    lines = {"object": "list", "url": f"{URL}/{session['id']}/line_items", "has_more": False, "data": items}
    session |= {"_on_request": {"line_items": lines}, "_intent": params.get("payment_intent_data", {})}
    return session


def retrieve(account: Account, params: dict, id: str) -> dict:
    return current(account, id)


def listed(account: Account, params: dict) -> dict:
    found = [current(account, id) for id in account.objects["checkout.session"]]
    for name in ("status", "payment_intent"):
        if name in params:
            found = [session for session in found if session[name] == params[name]]
    return account.page(URL, found, params)


def line_items(account: Account, params: dict, id: str) -> dict:
    lines = current(account, id)["_on_request"]["line_items"]
    return account.page(lines["url"], lines["data"][::-1], params)


def expire(account: Account, params: dict, id: str) -> dict:
    session = current(account, id)
    if session["status"] != "open":
        message = (
            'Only Checkout Sessions with a status in ["open"] can be expired. '
            f"This Checkout Session has a status of {session['status']}."
        )
        raise Refused(message)
    return _expire(account, session)


def current(account: Account, id: str) -> dict:
    """A session by its id, expired if its time is over; raises `Refused` (404)."""
    session = account.get("checkout.session", id)
    if session["status"] == "open" and session["expires_at"] <= account.now():
        _expire(account, session)
    return session


def attempt(account: Account, session: dict, *, method: str, succeeds: bool, payer: dict):
    """Somebody pays, or tries to. A card pays at once or not at all; a SEPA debit is given and is pending."""
    if session["payment_intent"] is None:
        said = session["_intent"]
        intent = payment_intents.add_intent(
            account, session["amount_total"], session["currency"], session["payment_method_types"], said
        )
        session["payment_intent"] = intent["id"]
    intent = account.get("payment_intent", session["payment_intent"])
    payment_intents.attempt(account, intent, method, payer)
    if method == "card" and not succeeds:
        payment_intents.fail(account, intent)
        return
    if method == "card":
        payment_intents.succeed(account, intent)
        session["payment_status"] = "paid"
    session |= {"status": "complete", "url": None, "customer_details": payer}
    account.tell("checkout.session.completed", session)


def clear_debit(account: Account, session: dict, *, succeeds: bool):
    """The bank's answer to a SEPA debit that was pending."""
    intent = account.get("payment_intent", session["payment_intent"])
    if succeeds:
        payment_intents.succeed(account, intent)
        session["payment_status"] = "paid"
        account.tell("checkout.session.async_payment_succeeded", session)
    else:
        payment_intents.fail(account, intent)
        account.tell("checkout.session.async_payment_failed", session)


def is_pending(account: Account, session: dict) -> bool:
    intent = account.objects["payment_intent"].get(session["payment_intent"])
    return bool(intent) and intent["status"] == "processing"


def _expire(account: Account, session: dict) -> dict:
    session |= {"status": "expired", "url": None}
    if session["payment_intent"]:
        payment_intents.end_intent(account, account.get("payment_intent", session["payment_intent"]), "expired")
    account.tell("checkout.session.expired", session)
    return session


def _expiry(account: Account, params: dict) -> int:
    now = account.now()
    at = params.get("expires_at", now + DAY)
    if not now + 30 * MINUTE <= at <= now + DAY:
        message = "The `expires_at` timestamp must be at least 30 minutes and less than 24 hours from now."
        raise Refused(message, param="expires_at", checked=True)
    return at


def _line_item(account: Account, item: dict, path: str) -> dict:
    price = item.get("price_data")
    if not price:
        raise required(f"{path}[price_data]")
    for name, within in {"unit_amount": price, "product_data": price}.items():
        if name not in within:
            raise required(f"{path}[price_data][{name}]")
    if item.get("quantity", 0) < 1:
        message = "Quantity is required. Add `quantity` to `line_items`."
        raise Refused(message, code="parameter_missing", param=f"{path}[quantity]", checked=True)
    if price["unit_amount"] < 0:
        raise Refused("Invalid non-negative integer", code="parameter_invalid_integer",
                      param=f"{path}[price_data][unit_amount]", checked=True)  # fmt: skip
    currency = currency_of(price["currency"], f"{path}[price_data][currency]")
    total = price["unit_amount"] * item["quantity"]
    return {
        "id": account.new_id("li_"),
        "object": "item",
        "amount_discount": 0,
        "amount_subtotal": total,
        "amount_tax": 0,
        "amount_total": total,
        "currency": currency,
        "description": price["product_data"]["name"],
        "price": {
            "id": account.new_id("price_"),
            "object": "price",
            "active": False,
            "currency": currency,
            "type": "one_time",
            "unit_amount": price["unit_amount"],
        },
        "quantity": item["quantity"],
    }
