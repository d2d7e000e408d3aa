"""What is asked over and over while one page is read, asked once."""

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

Answer = TypeVar("Answer")

_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("known_while_reading", default=None)


class ReadingMiddleware:
    """Keeps answers for as long as a request that only reads is answered (GET, HEAD). Whatever changes something asks
    anew each time, so that no step is taken on an old answer; so do streams, which are read after the response."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        token = _known.set({})
        try:
            return self.get_response(request)
        finally:
            _known.reset(token)


def reads() -> bool:
    """Whether a page is being read, so that answers are kept."""
    return _known.get() is not None


def once_a_reading(key: Hashable, ask: Callable[[], Answer]) -> Answer:
    """What `ask` answers, asked once for a key while a page is read; elsewhere every time."""
    known = _known.get()
    if known is None:
        return ask()
    if key not in known:
        known[key] = ask()
    return known[key]
