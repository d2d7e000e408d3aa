"""Slugs no page may take: the first part of every fixed address, so that no page hides behind a Django view."""

import re
from functools import cache

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

# Promised addresses, whether or not their view has come yet.
PROMISED = frozenset(
    {
        *("pioneers", "nominations", "consent", "grants", "applications", "review", "city", "account", "search"),
        *("admin", "webhooks", "open-data", "healthz", "readyz", "files", "documents", "media", "static", "dev"),
        *("events", "membership", "standards", "advice"),
    }
)


@cache
def reserved_slugs() -> frozenset[str]:
    """Every first segment of the site's fixed addresses, those promised, and the language prefixes."""
    return PROMISED | frozenset(code for code, _name in settings.LANGUAGES) | frozenset(_first_segments(get_resolver()))


def _first_segments(resolver, *, before: str = ""):
    for pattern in resolver.url_patterns:
        route = "" if isinstance(pattern.pattern, LocalePrefixPattern) else str(pattern.pattern)
        path = before + route.lstrip("^")
        found = re.match(r"([\w-]+)(/|\Z|\$|\\Z)", path)
        if found:
            yield found[1]
        elif isinstance(pattern, URLResolver) and not path:
            yield from _first_segments(pattern)
        elif isinstance(pattern, URLPattern):
            continue
