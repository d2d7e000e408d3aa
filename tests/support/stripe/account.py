"""What a Stripe account holds: its objects as the API shows them, and an event for each change.

Fields under `_on_request` are shown only to who asks for them with `expand`."""

import copy
import secrets
import string
import time

import stripe

from tests.support.stripe.wire import Refused, missing

PREFIXES = {
    "checkout.session": "cs_test_",
    "payment_intent": "pi_",
    "charge": "ch_",
    "refund": "re_",
    "dispute": "du_",
    "event": "evt_",
}
# The name under which an id of each kind is asked for, in an error's `param`.
PARAMS = {"checkout.session": "session", "payment_intent": "intent"}
# Fields that hold an id and what it is the id of: what `expand` may open.
LINKS = {"payment_intent": "payment_intent", "latest_charge": "charge", "charge": "charge"}
MAX_PAGE, PAGE_SIZE = 100, 10
MAX_DEPTH = 4
CHARACTERS = string.ascii_letters + string.digits


class Account:
    """Objects by kind and id, oldest first. `clock` gives the time in seconds; a test may set its own."""

    def __init__(self):
        self.clock = time.time
        self.address = ""
        self.clear()

    def clear(self):
        self.objects = {kind: {} for kind in PREFIXES}
        self.request = {"id": None, "idempotency_key": None}

    def now(self) -> int:
        return int(self.clock())

    def new_id(self, prefix: str) -> str:
        return prefix + "".join(secrets.choice(CHARACTERS) for _character in range(24))

    def add(self, kind: str, **values) -> dict:
        """A new object of a kind, with the fields that all kinds share; a refund alone does not say in which mode."""
        mode = {} if kind == "refund" else {"livemode": False}
        made = {"id": self.new_id(PREFIXES[kind]), "object": kind, "created": self.now()} | mode | values
        self.objects[kind][made["id"]] = made
        return made

    def get(self, kind: str, id: str, param: str | None = None) -> dict:
        """Raises `Refused` (404, resource_missing)."""
        if id not in self.objects[kind]:
            raise missing(kind, id, param or PARAMS.get(kind, "id"))
        return self.objects[kind][id]

    def tell(self, type: str, about: dict) -> dict:
        """An event with the object as it is at this moment."""
        event = self.add(
            "event",
            api_version=stripe.api_version,
            data={"object": self.shown(about)},
            pending_webhooks=1,
            request=dict(self.request),
            type=type,
        )
        return copy.deepcopy(event)

    def page(self, url: str, found: list[dict], params: dict) -> dict:
        """A list as the API gives it: newest first, a cursor either way, whether there is more."""
        limit = params.get("limit", PAGE_SIZE)
        if not 1 <= limit <= MAX_PAGE:
            raise Refused(f"This value must be between 1 and {MAX_PAGE} (inclusive).", param="limit", checked=True)
        if "starting_after" in params and "ending_before" in params:
            raise Refused("You may not provide both `starting_after` and `ending_before`.", checked=True)
        found = [one for one in reversed(found) if was_created(one, params.get("created"))]
        backwards = "ending_before" in params
        if cursor := params.get("ending_before") or params.get("starting_after"):
            ids = [one["id"] for one in found]
            if cursor not in ids:
                raise missing("object", cursor, "ending_before" if backwards else "starting_after")
            at = ids.index(cursor)
            found = found[:at] if backwards else found[at + 1 :]
        for path in params.get("expand", ()):
            if not path.startswith("data."):
                raise self._unexpandable(path)
        expand = [path.removeprefix("data.") for path in params.get("expand", ())]
        shown = [self.shown(one, expand) for one in (found[-limit:] if backwards else found[:limit])]
        return {"object": "list", "url": url, "has_more": len(found) > limit, "data": shown}

    def shown(self, found: dict, expand=()) -> dict:
        """A copy of an object with the fields named by `expand` opened, and those that are only shown when asked for
        left out otherwise."""
        hidden = found.get("_on_request", {})
        copied = copy.deepcopy({name: value for name, value in found.items() if not name.startswith("_")})
        for path in expand:
            steps = path.split(".")
            if len(steps) > MAX_DEPTH:
                raise Refused("You cannot expand more than 4 levels of a property.", param="expand", checked=True)
            self._expand(copied, hidden, steps, path)
        return copied

    def _expand(self, shown: dict, hidden: dict, steps: list[str], path: str):
        name, *inner = steps
        if name in hidden:
            shown[name] = copy.deepcopy(hidden[name])
        elif name not in LINKS or name not in shown:
            raise self._unexpandable(path)
        elif isinstance(shown[name], str):
            found = self.get(LINKS[name], shown[name])
            shown[name] = self.shown(found, [".".join(inner)] if inner else ())

    @staticmethod
    def _unexpandable(path: str) -> Refused:
        return Refused(f"This property cannot be expanded ({path}).", param="expand", checked=True)


def was_created(found: dict, wanted: int | dict | None) -> bool:
    if wanted is None:
        return True
    if isinstance(wanted, int):
        return found["created"] == wanted
    at = found["created"]
    compare = {"gt": at.__gt__, "gte": at.__ge__, "lt": at.__lt__, "lte": at.__le__}
    return all(compare[name](bound) for name, bound in wanted.items())
