"""Webhooks: an event as Stripe posts it, signed with one secret or, while they change, with two."""

import http.client
import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from stripe import WebhookSignature

TIMEOUT = 30


@dataclass(frozen=True)
class Delivery:
    """What the receiver answered; Stripe counts 2xx alone as received, and None is no answer at all."""

    status: int | None
    body: str = ""


def signed(event: dict, *, at: int, secrets: tuple[str, ...]) -> tuple[bytes, str]:
    """The body of a webhook and its `Stripe-Signature`: when it was signed, and a signature for each secret."""
    body = json.dumps(event, indent=2, ensure_ascii=False)
    # One header for each secret, each `t=…,v1=…`; Stripe sends one time and all signatures.
    headers = [WebhookSignature.generate_signature_header(body, secret, at) for secret in secrets]
    signatures = ",".join(header.split(",", 1)[1] for header in headers)
    return body.encode(), f"t={at},{signatures}"


def post(url: str, body: bytes, signature: str) -> Delivery:
    """Follows no redirect, as Stripe does not."""
    to = urlsplit(url)
    secure = to.scheme == "https"
    connection = (http.client.HTTPSConnection if secure else http.client.HTTPConnection)(to.netloc, timeout=TIMEOUT)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Stripe-Signature": signature,
        "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    }
    try:
        connection.request("POST", f"{to.path or '/'}{'?' + to.query if to.query else ''}", body, headers)
        answer = connection.getresponse()
        return Delivery(answer.status, answer.read().decode(errors="replace"))
    except OSError:
        return Delivery(None)
    finally:
        connection.close()
