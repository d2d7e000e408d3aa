"""Whole pages kept for anonymous visitors, keyed by address, language and the line at the top about language.

A page is kept only when nothing of one visitor is in it (no session, message or form token), never longer than the next
instant that changes it, and never past a change: every entry in the record and every edit of content begins a new
generation of pages. Whoever runs other code or templates looks under other keys. Kept in files
unless CACHE_URL says otherwise.
"""

import hashlib
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.connection import ConnectionProxy
from django.utils.translation import get_language

from portal.content.release import release
from portal.core import clock
from portal.core.languages import requested_language, suggested_language

MAX_AGE = timedelta(minutes=10)
MAX_QUERY_LENGTH = 200
GENERATION = "pages:generation"
# A cache of their own: whoever asks for thousands of addresses crowds out pages, never the counters of rate limits.
cache = ConnectionProxy(caches, "pages")


def cached_until(next_instant: Callable[..., datetime | None] | None = None):
    """Keep a view's page for anonymous visitors until `next_instant(at, **url_kwargs)`, ten minutes at the longest.

        @cached_until(next_reveal)
        def gallery(request): ...

    The view must say the same to everyone who isn't signed in. It may be asked again at any time: a page asked with a
    session, a message waiting or a long query is made anew each time and not kept.
    """

    def decorate(view):
        @wraps(view)
        def serve(request, *args, **kwargs):
            if not _may_be_kept(request):
                return _varied(view(request, *args, **kwargs))
            key = _key(request)
            kept = cache.get(key)
            if kept is not None:
                return _answer(request, kept)
            at = clock.now()
            response = view(request, *args, **kwargs)
            instant = next_instant(at, **kwargs) if next_instant else None

            def keep(rendered):
                _keep(request, rendered, key, instant)

            if hasattr(response, "add_post_render_callback") and not response.is_rendered:
                response.add_post_render_callback(keep)
            else:
                keep(response)
            return _varied(response)

        return serve

    return decorate


def clear_cached_pages() -> None:
    """Begin a new generation, once the transaction commits: every kept page, menu and foot is made anew."""
    transaction.on_commit(_next_generation)


def remembered(name: str, make: Callable[[], object], *, language: str | None = None):
    """A value that belongs to the same generation as the pages (a menu), made once and kept."""
    key = f"pages:{release()}:{_generation()}:{language or get_language()}:{name}"
    value = None if settings.DEBUG else cache.get(key)
    if value is None:
        value = make()
        cache.set(key, value, MAX_AGE.total_seconds())
    return value


def _next_generation() -> None:
    cache.set(GENERATION, uuid.uuid4().hex, None)


def _generation() -> str:
    """The present generation; a new one where a full cache has thrown it out, so that none ever comes back."""
    return cache.get_or_set(GENERATION, lambda: uuid.uuid4().hex, None)


def _may_be_kept(request) -> bool:
    return (
        not settings.DEBUG  # whoever changes code or a template sees it at once
        and request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and "Authorization" not in request.headers
        and not getattr(request, "is_preview", False)
        and len(request.META.get("QUERY_STRING", "")) <= MAX_QUERY_LENGTH
    )


def _key(request) -> str:
    asked = "\n".join(
        (
            request.scheme,
            request.get_host(),
            request.get_full_path(),
            get_language(),
            requested_language(request),
            suggested_language(request),
            request.headers.get("HX-Request", ""),
        )
    )
    return f"pages:{release()}:{_generation()}:{hashlib.sha256(asked.encode()).hexdigest()}"


def _keep(request, response, key: str, instant: datetime | None) -> None:
    private = response.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE") or response.has_header("Cache-Control")
    if response.status_code != 200 or response.streaming or private:
        return
    # Counted from now, not from when the page was begun: making it took time, which it must not live on for.
    life = min(MAX_AGE, instant - clock.now()) if instant else MAX_AGE
    if life.total_seconds() < 1:
        return
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    kept = {"content": response.content, "type": response["Content-Type"], "etag": etag}
    cache.set(key, kept, life.total_seconds())


def _answer(request, kept: dict) -> HttpResponse:
    response = HttpResponse(kept["content"], content_type=kept["type"])
    response["ETag"] = kept["etag"]
    return _varied(get_conditional_response(request, etag=kept["etag"], response=response))


def _varied(response):
    """Browsers ask again each time, and proxies keep those signed in and those who aren't apart."""
    if not response.has_header("Cache-Control"):

        def mark(rendered):
            rendered["Cache-Control"] = "no-cache"

        if hasattr(response, "add_post_render_callback") and not response.is_rendered:
            response.add_post_render_callback(mark)
        else:
            mark(response)
    patch_vary_headers(response, ("Cookie",))
    return response
