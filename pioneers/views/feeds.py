"""Feeds of the Nordic Pioneers: Atom, RSS and JSON Feed 1.1, from the same query as the gallery."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import JsonResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pioneers.queries.laureates import PioneerView, next_change, pioneer_view, published
from portal.content.caching import cached_until
from portal.core import clock
from portal.core.feeds import PlainAtomFeed, PlainRssFeed
from portal.core.normalisation import normalise

ITEMS = 40


def newest() -> list[PioneerView]:
    """The latest laureates anyone may see now."""
    return [pioneer_view(candidacy) for candidacy in published(clock.now())[:ITEMS]]


class AtomFeed(Feed):
    feed_type = PlainAtomFeed
    title = gettext_lazy("Nordic Pioneers")
    subtitle = gettext_lazy("Young people who made their city safer and more open.")
    link = reverse_lazy("pioneers:gallery")

    def items(self):
        return newest()

    def item_title(self, item: PioneerView):
        return _("%(name)s – %(edition)s") % {"name": item.title, "edition": item.edition}

    def item_description(self, item: PioneerView):
        return item.reasons

    def item_link(self, item: PioneerView):
        return reverse("pioneers:pioneer", args=[item.uuid])

    def item_guid(self, item: PioneerView):
        return item.uuid.urn

    item_guid_is_permalink = False

    def item_pubdate(self, item: PioneerView):
        return item.revealed_at

    def item_updateddate(self, item: PioneerView):
        return item.corrected_at or item.revealed_at

    def item_categories(self, item: PioneerView):
        return (item.category, item.country)


class RssFeed(AtomFeed):
    feed_type = PlainRssFeed
    description = AtomFeed.subtitle


atom = require_safe(cached_until(next_change)(AtomFeed()))
rss = require_safe(cached_until(next_change)(RssFeed()))


@require_safe
@cached_until(next_change)
def json_feed(request):
    """JSON Feed 1.1 (jsonfeed.org)."""
    site = settings.SITE_URL
    return JsonResponse(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": _("Nordic Pioneers"),
            "language": get_language(),
            "home_page_url": site + reverse("pioneers:gallery"),
            "feed_url": site + reverse("pioneers:feed_json"),
            "items": [
                {
                    "id": item.uuid.urn,
                    "url": site + reverse("pioneers:pioneer", args=[item.uuid]),
                    "title": normalise(item.title),
                    "content_text": normalise(item.reasons),
                    "date_published": item.revealed_at.isoformat(),
                    **({"date_modified": item.corrected_at.isoformat()} if item.corrected_at else {}),
                    "tags": [item.category, item.country, str(item.year)],
                }
                for item in newest()
            ],
        },
        content_type="application/feed+json",
        json_dumps_params={"ensure_ascii": False},
    )
