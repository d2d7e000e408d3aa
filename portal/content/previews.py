"""A public page as it will stand at another instant: asked of the real address, by a visitor nobody knows."""

from datetime import datetime
from functools import cache
from io import BytesIO

from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, override

from portal.core.clock import as_of

# Of the request of whoever previews: what says how the site is reached, and nothing of the person.
CARRIED = ("SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "wsgi.url_scheme")


def page_as_of(request: HttpRequest, path: str, at: datetime) -> HttpResponse:
    """What `path` answers an unknown visitor at the instant `at`, made by the site's own middleware and view. The page
    is never kept for others (`is_preview`); whoever asks for it has checked who may see it."""
    environ = {name: request.META[name] for name in CARRIED if name in request.META}
    asked = WSGIRequest(
        environ
        | {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": "",
            "wsgi.input": BytesIO(),
        }
    )
    asked.is_preview = True
    with override(get_language()), as_of(at):
        return _handler().get_response(asked)


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler
