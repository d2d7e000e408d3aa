"""Serving editors' pages, kept for anonymous visitors."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from csp.decorators import csp_update
from django.conf import settings
from django.utils.translation import override
from wagtail.models import Locale, Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from portal.content import sources
from portal.content.caching import cached_until
from portal.core.content_security import WITH_FILMS
from portal.core.languages import requested_language


def next_change(at: datetime) -> datetime:
    """When a page may change by itself: at midnight, as consents end, or when a half opens, closes or reveals."""
    zone = ZoneInfo(settings.DEFAULT_ZONE)
    tomorrow = at.astimezone(zone).date() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time(), tzinfo=zone)
    return min(filter(None, (midnight, sources.next_change(at))))


@csp_update(WITH_FILMS)
@cached_until(lambda at, **_path: next_change(at))
def serve(request, path=""):
    """A page of Wagtail by its path."""
    if asked := requested_language(request):
        _find_english(request, path, asked)
    return wagtail_serve(request, path)


def _find_english(request, path: str, asked: str) -> None:
    """A page asked for by its address in a language not offered: its English counterpart is served, or the page itself
    where there is none. Wagtail serves what the request says was found."""
    with override(asked):
        found = Page.route_for_request(request, path)
    if found is None:
        del request._wagtail_route_for_request  # the address may be English behind the other language's prefix
        return
    page, args, kwargs = found
    main = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    english = page.get_translations().live().filter(locale=main).first()
    if english is not None:
        request._wagtail_route_for_request = RouteResult(english.specific, args, kwargs)
