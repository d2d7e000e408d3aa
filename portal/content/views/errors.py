"""Pages for when something goes wrong: calm, in the reader's language, with a way on. The last one needs nothing."""

from pathlib import Path

from django.conf import settings
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render


def bad_request(request, exception=None):
    """400: what arrived can't be read."""
    return render(request, "errors/400.html", status=400)


def forbidden(request, exception=None):
    """403: not for this visitor."""
    return render(request, "errors/403.html", status=403)


def not_found(request, exception=None):
    """404: nothing here."""
    return render(request, "errors/404.html", status=404)


def server_error(request):
    """500: our fault. A finished file in all six languages: no database, no template, no session is asked."""
    return HttpResponseServerError(_finished().read_bytes())


def csrf_failure(request, reason=""):
    """403 after a form that could not be checked: what was typed is still in the browser, one step back."""
    return render(request, "errors/csrf.html", status=403)


def _finished() -> Path:
    return settings.BASE_DIR / "templates" / "errors" / "500.html"


def shown(request, name: str) -> HttpResponse:
    """The error pages to look at, on local settings only; a name that none of them has is answered with 404."""
    views = {"400": bad_request, "403": forbidden, "404": not_found, "csrf": csrf_failure, "500": server_error}
    return views.get(name, not_found)(request)
