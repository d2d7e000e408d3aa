"""What both doubles of Stripe are asked through the real library, and what of the answer can be compared."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import stripe

AMOUNT = 500_000


@dataclass(frozen=True)
class Side:
    """One of the two: a client, and how a payment is made (the intent's id) or declined there (the charge's)."""

    url: str
    client: stripe.StripeClient
    pay: Callable[[], str]
    decline: Callable[[], str]

    def charge(self) -> str:
        """The id of a charge that was paid."""
        return self.client.v1.payment_intents.retrieve(self.pay(), {"expand": ["latest_charge"]}).latest_charge.id


def fields(found, names: str) -> tuple:
    return tuple(found[name] for name in names.split())


def status_of(call) -> int:
    """200, or the status of what was refused."""
    try:
        call()
    except stripe.StripeError as error:
        return error.http_status
    return 200


def new_intent(side: Side, **more):
    return side.client.v1.payment_intents.create({"amount": AMOUNT, "currency": "eur"} | more)


def an_intent(side: Side):
    made = new_intent(side, metadata={"invoice": "7"})
    found = side.client.v1.payment_intents.retrieve(made.id)
    assert (found.id, found.client_secret) == (made.id, made.client_secret)
    return found.id[:3], found.metadata.to_dict(), fields(found, "object amount currency status livemode")


def a_cancelled_intent(side: Side):
    intent = new_intent(side).id
    cancel = side.client.v1.payment_intents.cancel
    return cancel(intent).status, status_of(lambda: cancel(intent)), status_of(lambda: cancel(side.pay()))


def a_paid_intent(side: Side):
    found = side.client.v1.payment_intents.retrieve(side.pay())
    return fields(found, "amount currency status next_action last_payment_error customer")


def a_paid_charge(side: Side):
    found = side.client.v1.charges.retrieve(side.charge())
    names = "object amount currency status paid captured refunded amount_refunded failure_code customer"
    return found.id[:3], fields(found, names), found.balance_transaction[:4]


def a_declined_charge(side: Side):
    found = side.client.v1.charges.retrieve(side.decline())
    intent = side.client.v1.payment_intents.retrieve(found.payment_intent)
    error = fields(intent.last_payment_error, "charge code message")
    assert error[0] == found.id
    return fields(found, "status paid failure_code failure_message"), error[1:], intent.status


def refunds_in_parts(side: Side):
    charge, refunds = side.charge(), side.client.v1.refunds
    made = [refunds.create({"charge": charge, "amount": amount, "metadata": {"a": "b"}}) for amount in (1000, 2000)]
    found = refunds.retrieve(made[0].id)
    part = side.client.v1.charges.retrieve(charge)
    rest = refunds.create({"charge": charge, "amount": AMOUNT - 3000})
    whole = side.client.v1.charges.retrieve(charge)
    assert {one.id for one in refunds.list({"charge": charge}).data} == {rest.id, *(one.id for one in made)}
    assert found.charge == charge
    states = [fields(one, "amount_refunded refunded") for one in (part, whole)]
    return states, found.metadata.to_dict(), fields(found, "object amount currency status")


def a_refund_of_an_intent(side: Side):
    intent = side.pay()
    made = side.client.v1.refunds.create({"payment_intent": intent})
    assert made.payment_intent == intent
    assert [one.id for one in side.client.v1.refunds.list({"payment_intent": intent}).data] == [made.id]
    return made.amount


def refused_refunds(side: Side):
    refunds, charge, unpaid = side.client.v1.refunds, side.charge(), new_intent(side).id
    asked = (
        {},
        {"charge": "ch_none"},
        {"payment_intent": "pi_none"},
        {"payment_intent": unpaid},
        {"charge": side.decline()},
        {"charge": charge, "amount": 0},
        {"charge": charge, "amount": "much"},
        {"charge": charge, "colour": "blue"},
    )
    return [status_of(lambda params=params: refunds.create(params)) for params in asked]


def refused_intents(side: Side):
    intents = side.client.v1.payment_intents
    asked = ({}, {"amount": 5000}, {"amount": 0, "currency": "eur"}, {"amount": 5000, "currency": "eur", "colour": "x"})
    return [status_of(lambda params=params: intents.create(params)) for params in asked]


def what_is_not_there(side: Side):
    v1 = side.client.v1
    return [
        status_of(lambda: v1.payment_intents.retrieve("pi_none")),
        status_of(lambda: v1.charges.retrieve("ch_none")),
        status_of(lambda: v1.refunds.retrieve("re_none")),
        status_of(lambda: v1.events.retrieve("evt_none")),
        status_of(lambda: v1.payment_intents.cancel("pi_none")),
    ]


def pages(side: Side):
    for _time in range(3):
        new_intent(side)
    intents = side.client.v1.payment_intents
    first = intents.list({"limit": 2})
    second = intents.list({"limit": 2, "starting_after": first.data[-1].id})
    assert len({one.id for one in (*first.data, *second.data)}) == 3
    zero = status_of(lambda: intents.list({"limit": 0}))
    return first.object, first.has_more, len(first.data), second.has_more, len(second.data), zero


def the_event_of_a_payment(side: Side):
    intent, events = side.pay(), side.client.v1.events
    (listed,) = events.list({"type": "payment_intent.succeeded"}).data
    found = events.retrieve(listed.id)
    later = events.list({"type": "payment_intent.succeeded", "created": {"gt": found.created}})
    assert found.data.object.id == intent
    return found.data.object.status, later.data, fields(found, "object type livemode")


def no_key(side: Side):
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{side.url}/v1/events")
    return caught.value.code, json.loads(caught.value.read())["error"]["type"]


def another_key(side: Side):
    client = stripe.StripeClient("sk_test_wrong", base_addresses={"api": side.url}, max_network_retries=0)
    return status_of(client.v1.events.list)


def the_order_of_a_list(side: Side):
    made = [new_intent(side).id for _time in range(2)]
    return [made.index(one.id) for one in side.client.v1.payment_intents.list().data]


def a_page_of_101(side: Side):
    return status_of(lambda: side.client.v1.events.list({"limit": 101}))


def a_cursor_that_is_not_there(side: Side):
    return status_of(lambda: side.client.v1.events.list({"starting_after": "evt_none"}))


def the_code_of_an_error(side: Side):
    with pytest.raises(stripe.InvalidRequestError) as caught:
        side.client.v1.payment_intents.retrieve("pi_none")
    return caught.value.code


def what_is_linked(side: Side):
    return type(side.client.v1.payment_intents.retrieve(side.pay()).latest_charge)


def a_reason_for_a_refund(side: Side):
    asked = {"charge": side.charge(), "reason": "duplicate"}
    return status_of(lambda: side.client.v1.refunds.create(asked))


def more_than_was_paid(side: Side):
    asked = {"charge": side.charge(), "amount": AMOUNT + 1}
    return status_of(lambda: side.client.v1.refunds.create(asked))


def the_rest_of_a_refund(side: Side):
    charge, refunds = side.charge(), side.client.v1.refunds
    refunds.create({"charge": charge, "amount": 1000})
    return refunds.create({"charge": charge}).amount


def one_key_twice(side: Side):
    asked, key = {"charge": side.charge(), "amount": 1000}, {"idempotency_key": "refund-7"}
    return len({side.client.v1.refunds.create(asked, key).id for _time in range(2)})


def what_is_told_of_a_payment(side: Side):
    side.pay()
    return {event.type for event in side.client.v1.events.list().data}
