"""Shows a letter's HTML inside one of our pages."""

from django.http import HttpResponse


def framed(html: str, allowed: str = "") -> HttpResponse:
    """A letter's HTML under a policy of its own: no script, nothing fetched, whatever is written in it.

    `allowed`: what the sandbox lets its links do ("allow-top-navigation-by-user-activation").
    """
    response = HttpResponse(html)
    sandbox = f"sandbox {allowed}".strip()
    response["Content-Security-Policy"] = (
        f"{sandbox}; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
    )
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Referrer-Policy"] = "no-referrer"
    return response
