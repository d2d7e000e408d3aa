"""Idempotency keys: what was asked once is done once, and asked again answered with the same words.

As the API: a key belongs to one address and its parameters, other ones are refused (idempotency_error), and a request
whose parameters were refused before anything began leaves its key free.
"""

from dataclasses import dataclass, field

from tests.support.stripe.wire import Refused

MAX_KEY = 255


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict
    headers: dict[str, str] = field(default_factory=dict)


class IdempotencyKeys:
    def __init__(self):
        self._kept = {}

    def clear(self):
        self._kept.clear()

    def find(self, key: str | None, path: str, params: dict) -> Answer | None:
        """The answer given before under this key; raises `Refused` where it was given to something else."""
        if key is None:
            return None
        if not 0 < len(key) <= MAX_KEY:
            raise Refused(f"Idempotency keys can be up to {MAX_KEY} characters long.", checked=True)
        if key not in self._kept:
            return None
        other_path, other_params, answer = self._kept[key]
        if path != other_path:
            what = f"for the same endpoint they were first used for ('{path}' vs '{other_path}')"
        elif params != other_params:
            what = "with the same parameters they were first used with"
        else:
            return Answer(answer.status, answer.body, answer.headers | {"Idempotent-Replayed": "true"})
        message = (
            f"Keys for idempotent requests can only be used {what}. Try using a key other than '{key}' if you meant "
            "to execute a different request."
        )
        raise Refused(message, type="idempotency_error", checked=True)

    def keep(self, key: str | None, path: str, params: dict, answer: Answer):
        if key is not None:
            self._kept[key] = (path, params, answer)
