"""A Stripe double for tests: real HTTP on 127.0.0.1, spoken to by the real `stripe` library; it signs its webhooks.

It speaks one version of the API, the one that the library pins: 2026-10-28.endive.

    POST /v1/checkout/sessions                   mode payment on Stripe's own page, `price_data`, card and SEPA debit
    GET  /v1/checkout/sessions                   by status, payment intent, time
    GET  /v1/checkout/sessions/{id}
    GET  /v1/checkout/sessions/{id}/line_items
    POST /v1/checkout/sessions/{id}/expire
    POST /v1/payment_intents                     unpaid; a session's own are made when somebody pays
    GET  /v1/payment_intents
    GET  /v1/payment_intents/{id}
    POST /v1/payment_intents/{id}/cancel
    GET  /v1/charges                             by payment intent, time
    GET  /v1/charges/{id}
    POST /v1/refunds                             of a charge or a payment intent, whole or in part
    GET  /v1/refunds                             by charge, payment intent, time
    GET  /v1/refunds/{id}
    GET  /v1/disputes                            by charge, payment intent, time
    GET  /v1/disputes/{id}
    POST /v1/disputes/{id}/close
    GET  /v1/events                              by type (`charge.*` too), time; kept for thirty days
    GET  /v1/events/{id}
    GET, POST /c/pay/{id}                        the page a browser pays on

Lists page by `limit`, `starting_after` and `ending_before`; `expand` opens what is linked, four levels deep. Requests
are refused as the API refuses them, in its words' shape: no or another key (401), a parameter that the library does
not declare, a missing one, another type or choice (400), a state or sum that does not allow it (400), an id that is
not there (404), an idempotency key used for something else (400, idempotency_error). Codes and `param` are the API's;
sentences may differ. What the API takes and the double would have to drop is refused with the code `not_in_double`.

Not here, as nothing of ours asks for it: customers, prices, subscriptions, set-up, manual capture, fees, payouts,
taxes and the balance; `balance_transaction` is an id that leads nowhere. A dispute is won or lost by the test,
without evidence.

A test asks for the fixture `stripe_double`, an instance of `tests.support.stripe.double.StripeDouble`."""
