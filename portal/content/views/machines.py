"""What search engines ask for: robots.txt and the sitemap."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from portal.content import sources
from portal.content.caching import cached_until
from portal.content.queries.pages import mapped
from portal.core import clock
from portal.core.languages import offered_languages

CLOSED = (
    *("/admin/", "/account/", "/applications/", "/review/", "/city/", "/nominations/", "/consent/", "/files/"),
    *("/webhooks/", "/search/", "/language/"),
)


@cached_until()
def robots(request):
    """Workspaces and the admin are none of a search engine's business, in any language offered."""
    prefixes = ["", *(f"/{code}" for code, _name in offered_languages() if code != settings.LANGUAGE_CODE)]
    closed = [f"Disallow: {prefix}{path}" for prefix in prefixes for path in CLOSED]
    lines = ["User-agent: *", *closed, "", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@cached_until(sources.next_change)
def sitemap(request):
    """Every public page with its translations, and the halves' public addresses in each language."""
    context = {"pages": mapped(), "fixed": fixed_addresses(), "site": settings.SITE_URL}
    return render(request, "content/sitemap.xml", context, content_type="application/xml")


def fixed_addresses() -> list[list[tuple[str, str]]]:
    """For each public address of the halves: (language, address) in every language offered."""
    found = []
    for address in sources.addresses(clock.now()):
        prefixed = [(code, address if code == "en" else f"/{code}{address}") for code, _name in offered_languages()]
        found.append(prefixed)
    return found
