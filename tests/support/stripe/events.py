"""Events: what happened in the account, kept for thirty days; a webhook says no more than these."""

from tests.support.stripe.account import Account
from tests.support.stripe.wire import Refused, missing

URL = "/v1/events"
KEPT = 30 * 24 * 60 * 60
MAX_TYPES = 20


def retrieve(account: Account, params: dict, id: str) -> dict:
    event = account.get("event", id)
    if not _is_kept(account, event):
        raise missing("event", id, "id")
    return event


def listed(account: Account, params: dict) -> dict:
    types = params.get("types", [])
    if types and "type" in params:
        raise Refused("You may pass either `type` or `types`, but not both.", param="types", checked=True)
    if len(types) > MAX_TYPES:
        raise Refused(f"You may pass up to {MAX_TYPES} types.", param="types", checked=True)
    wanted = types or [params.get("type", "*")]
    found = [
        event
        for event in account.objects["event"].values()
        if _is_kept(account, event) and any(_matches(event["type"], one) for one in wanted)
    ]
    return account.page(URL, found, params)


def _is_kept(account: Account, event: dict) -> bool:
    return account.now() - event["created"] <= KEPT


def _matches(type: str, wanted: str) -> bool:
    """`charge.*` stands for all whose name begins with `charge.`."""
    return type.startswith(wanted[:-1]) if wanted.endswith("*") else type == wanted
