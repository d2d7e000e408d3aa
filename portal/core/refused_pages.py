"""Back and reload after a refused form: post, redirect, get.

A form that is refused answers its POST with a page that has everything typed in it. A browser that goes back to such a
page, or reloads it, would ask whether to send the form again. So the page is kept in the session for a while, and the
browser is led to it by an address of its own. Forms that keep drafts lead to their own pages (portal.core.held_forms);
what scripts send, and the Wagtail admin, is left alone.
"""

import base64
import secrets
import zlib
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.cache import add_never_cache_headers

from portal.core.clock import now

PAGES = "refused_pages"
ANSWER = "answer"
MAX_PAGES = 3
LIFETIME = 30 * 60
MAX_LENGTH = 400_000
REFUSED = {200, 409, 422, 429}
LEFT_ALONE = ("/admin/",)


class RefusedPagesMiddleware:
    """Keeps the page that answers a browser's POST and leads the browser to it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method == "GET" and ANSWER in request.GET:
            page = _kept(request).get(request.GET[ANSWER])
            if page and page["path"] == request.path:
                return _shown(page)
        response = self.get_response(request)
        return _led(request, response) if _is_refused(request, response) else response


def _is_refused(request, response) -> bool:
    """Whether a person's browser, not a script, sent a form and got a page instead of a way on."""
    return (
        request.method == "POST"
        and request.headers.get("Sec-Fetch-Mode") == "navigate"
        and response.status_code in REFUSED
        and not response.streaming
        and response.headers.get("Content-Type", "").startswith("text/html")
        and len(response.content) <= MAX_LENGTH
        and not request.path.startswith(LEFT_ALONE)
    )


def _kept(request) -> dict:
    """The pages of this session that are not too old."""
    since = now().timestamp() - LIFETIME
    return {token: page for token, page in request.session.get(PAGES, {}).items() if page["at"] > since}


def _led(request, response) -> HttpResponse:
    token = secrets.token_urlsafe(12)
    page = {
        "path": request.path,
        "at": now().timestamp(),
        "body": base64.b64encode(zlib.compress(response.content)).decode(),
    }
    request.session[PAGES] = dict([*_kept(request).items(), (token, page)][-MAX_PAGES:])
    query = request.GET.copy()
    query[ANSWER] = token
    redirect = HttpResponseRedirect(f"{request.path}?{urlencode(list(query.items()))}")
    redirect.status_code = 303
    redirect.cookies = response.cookies
    return redirect


def _shown(page: dict) -> HttpResponse:
    response = HttpResponse(zlib.decompress(base64.b64decode(page["body"])))
    add_never_cache_headers(response)
    return response
