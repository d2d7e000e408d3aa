from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.search import index

from portal.content.models.base import ContentPage
from portal.content.models.blocks import StoryBlocks
from portal.content.models.media import picture_field
from portal.core import clock


class Theme(models.TextChoices):
    """The blueprint themes of the alliance, 2024-2026."""

    CITY = "city", _("A City for All")
    YOUTH = "youth", _("Empower Youth to Shape Democracy")
    DIGITAL = "digital", _("Safe Digital Cities")


class StoryIndexPage(ContentPage):
    """All stories of a language, newest first, narrowed by country, theme and year."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*ContentPage.content_panels, FieldPanel("introduction")]
    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.StoryPage"]
    max_count_per_parent = 1
    own_slug = "stories"
    template = "content/story_index.html"

    class Meta:
        verbose_name = _("stories")


class StoryPage(ContentPage):
    """A story from a city: what somebody did, what changed, what others can learn from it."""

    date = models.DateField(_("date"), default=clock.today, db_index=True)
    summary = models.TextField(
        _("summary"), max_length=300, help_text=_("Two sentences. Shown on cards and in search.")
    )
    picture = picture_field(_("picture"))
    theme = models.CharField(_("theme"), max_length=10, choices=Theme, blank=True, db_index=True)
    country = models.ForeignKey(
        "cities.Country", verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place = models.CharField(_("place"), max_length=80, blank=True, help_text=_("The city or town, by its own name."))
    author = models.CharField(_("by"), max_length=120, blank=True)
    body = StreamField(StoryBlocks(), verbose_name=_("story"))

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("summary"),
        FieldPanel("picture"),
        FieldRowPanel([FieldPanel("date"), FieldPanel("theme")]),
        FieldRowPanel([FieldPanel("country"), FieldPanel("place"), FieldPanel("author")]),
        FieldPanel("body"),
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("place"),
        index.SearchField("body"),
    ]
    parent_page_types = ["content.StoryIndexPage"]
    subpage_types = []
    template = "content/story.html"

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
