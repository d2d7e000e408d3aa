"""Stripe's own page, where a browser pays: by card, by SEPA debit, or not at all.

The card 4242 4242 4242 4242 is taken, 4000 0000 0000 0002 declined, any other refused as a mistyped number; any IBAN is
taken and the debit is pending. Success and cancellation lead back to the addresses the session was made with.
"""

from html import escape
from urllib.parse import parse_qsl

from tests.support.stripe import checkout_sessions
from tests.support.stripe.account import Account

PATH = "/c/pay/"
GOOD_CARD, DECLINED_CARD = "4242424242424242", "4000000000000002"
DEFAULT_PAYER = {"address": None, "email": "payer@example.org", "name": "Test Payer", "phone": None}

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title></head><body><main><h1>{title}</h1>
{body}
</main></body></html>"""
FORM = """<p id="amount">{amount}</p><ul>{items}</ul>{error}
<form method="post"><p><label>Email <input name="email" type="email" required value="{email}"></label></p>
<fieldset><legend>Payment method</legend>{methods}</fieldset>
<p><label>Card number <input name="number" inputmode="numeric" value="4242 4242 4242 4242"></label></p>
<p><label>IBAN <input name="iban" value="DE89 3704 0044 0532 0130 00"></label></p>
<p><button>Pay</button></p></form>{back}"""
METHOD = '<p><label><input type="radio" name="method" value="{value}"{checked}> {label}</label></p>'
LABELS = {"card": "Card", "sepa_debit": "SEPA Direct Debit"}
OVER = {"complete": "You’re all done here", "expired": "This page has expired"}


def show(account: Account, id: str, error: str = "") -> str:
    """The page as HTML; raises `Refused` (404) for a session that is not there."""
    session = checkout_sessions.current(account, id)
    if session["status"] != "open":
        return PAGE.format(title=OVER[session["status"]], body="")
    items = "".join(
        f"<li>{item['quantity']} × {escape(item['description'])}</li>"
        for item in session["_on_request"]["line_items"]["data"]
    )
    methods = "".join(
        METHOD.format(value=method, label=LABELS[method], checked="" if number else " checked")
        for number, method in enumerate(session["payment_method_types"])
    )
    back = session["cancel_url"]
    body = FORM.format(
        amount=f"{session['amount_total'] / 100:,.2f} {session['currency'].upper()}",
        items=items,
        methods=methods,
        email=escape(session["customer_email"] or ""),
        error=f'<p role="alert">{escape(error)}</p>' if error else "",
        back=f'<p><a href="{escape(_filled(back, session))}">Back</a></p>' if back else "",
    )
    return PAGE.format(title="Checkout", body=body)


def submit(account: Account, id: str, form: str) -> tuple[str | None, str]:
    """What the button does: the address to go on to, or None and what is wrong."""
    session, said = checkout_sessions.current(account, id), dict(parse_qsl(form))
    if session["status"] != "open":
        return None, ""
    method, number = said.get("method"), said.get("number", "").replace(" ", "")
    if method not in session["payment_method_types"]:
        return None, "Choose a payment method."
    if method == "card" and number not in (GOOD_CARD, DECLINED_CARD):
        return None, "Your card number is invalid."
    payer = DEFAULT_PAYER | {"email": said.get("email") or DEFAULT_PAYER["email"]}
    checkout_sessions.attempt(account, session, method=method, succeeds=number != DECLINED_CARD, payer=payer)
    if session["status"] == "open":
        return None, "Your card was declined."
    return _filled(session["success_url"], session), ""


def _filled(address: str, session: dict) -> str:
    return address.replace("{CHECKOUT_SESSION_ID}", session["id"])
