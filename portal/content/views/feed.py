"""Stories as an RSS feed in each language."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale

from portal.content.queries.stories import newest
from portal.core.feeds import PlainRssFeed
from portal.core.languages import localised_path

STORIES_IN_FEED = 30


class StoryFeed(Feed):
    """The newest stories of the reader's language."""

    feed_type = PlainRssFeed

    def title(self):
        return _("Stories from Nordic Safe Cities")

    def link(self):
        return settings.SITE_URL + localised_path("/stories/")

    def description(self):
        return _("What cities and young people do to keep local democracy safe.")

    @property
    def language(self):
        return get_language()

    def items(self):
        return newest(Locale.get_active().pk, STORIES_IN_FEED)

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.summary

    def item_link(self, item):
        return settings.SITE_URL + item.url

    def item_guid(self, item):
        return self.item_link(item)

    def item_pubdate(self, item):
        return datetime.combine(item.date, time(9), tzinfo=ZoneInfo(settings.DEFAULT_ZONE))
