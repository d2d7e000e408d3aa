"""The page of the Stripe double on which a browser pays, asked as a browser asks it."""

import http.client
from urllib.parse import urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.portal.payments.stripe_calls import CANCEL, SUCCESS, line_item, new_session


@pytest.fixture
def client(stripe_double):
    return stripe_double.client()


def ask(url: str, form: dict | None = None):
    """Status, where it leads, and the page."""
    to = urlsplit(url)
    connection = http.client.HTTPConnection(to.netloc)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("GET" if form is None else "POST", to.path, urlencode(form or {}), headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, answer.getheader("Location"), BeautifulSoup(text, "html.parser")


def fill(page, **said) -> dict:
    """The form as the browser would send it, with what somebody typed."""
    chosen = page.select_one("input[name=method][checked]")["value"]
    typed = {field["name"]: field.get("value", "") for field in page.select("input:not([type=radio])")}
    return typed | {"method": chosen, "email": "mayor@example.org"} | said


def alert(page) -> str:
    return page.select_one("[role=alert]").text


def test_it_says_what_is_bought_and_how_it_can_be_paid(client):
    session = new_session(client, line_items=[line_item(product_data={"name": "A <b>fee</b>"}, amount=123_456)])
    _status, _to, page = ask(session.url)
    assert page.select_one("#amount").text == "1,234.56 EUR"
    assert page.select_one("li").text == "1 × A <b>fee</b>"
    assert [one["value"] for one in page.select("input[name=method]")] == ["card", "sepa_debit"]
    swedish = new_session(client, line_items=[line_item(currency="sek")])
    assert [one["value"] for one in ask(swedish.url)[2].select("input[name=method]")] == ["card"]


def test_a_card_pays_and_leads_back_with_the_session_in_the_address(client):
    session = new_session(client)
    status, to, _page = ask(session.url, fill(ask(session.url)[2]))
    assert (status, to) == (303, SUCCESS.replace("{CHECKOUT_SESSION_ID}", session.id))
    paid = client.v1.checkout.sessions.retrieve(session.id)
    assert (paid.payment_status, paid.customer_details.email) == ("paid", "mayor@example.org")
    assert "done" in ask(session.url)[2].h1.text
    assert ask(session.url, {"method": "card"})[0] == 200
    assert len(client.v1.charges.list().data) == 1


def test_a_declined_or_mistyped_card_stays_on_the_page(client):
    session = new_session(client)
    page = ask(session.url)[2]
    status, to, declined = ask(session.url, fill(page, number="4000 0000 0000 0002"))
    assert (status, to, alert(declined)) == (200, None, "Your card was declined.")
    assert alert(ask(session.url, fill(page, number="1234"))[2]) == "Your card number is invalid."
    assert alert(ask(session.url, fill(page, method="gold"))[2]) == "Choose a payment method."
    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == "unpaid"
    assert len(client.v1.charges.list().data) == 1


@pytest.mark.parametrize(("answer", "payment_status"), [("pay", "paid"), ("fail", "unpaid")])
def test_a_debit_leads_back_and_is_cleared_or_not_days_later(stripe_double, client, answer, payment_status):
    session = new_session(client)
    assert ask(session.url, fill(ask(session.url)[2], method="sepa_debit"))[0] == 303
    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == "unpaid"
    getattr(stripe_double, answer)(session)
    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == payment_status


def test_who_turns_back_is_led_to_where_they_came_from(client):
    session = new_session(client)
    assert ask(session.url)[2].a["href"] == CANCEL.replace("{CHECKOUT_SESSION_ID}", session.id)
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"


def test_an_expired_session_cannot_be_paid_and_an_unknown_one_is_not_there(client):
    session = new_session(client)
    client.v1.checkout.sessions.expire(session.id)
    status, to, page = ask(session.url, {"method": "card", "number": "4242424242424242"})
    assert (status, to, page.h1.text) == (200, None, "This page has expired")
    assert client.v1.charges.list().data == []
    assert ask(f"{session.url}0")[0] == 404
