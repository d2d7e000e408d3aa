from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from portal.content.models.base import ContentPage
from portal.content.models.blocks import StoryBlocks
from portal.content.models.media import picture_field


class StandardPage(ContentPage):
    """A page that explains something: what the alliance is, how it works, how personal data are held."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)
    picture = picture_field(_("picture"))
    body = StreamField(StoryBlocks(), verbose_name=_("text"), blank=True)

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("introduction", boost=2),
        index.SearchField("body"),
    ]
    parent_page_types = ["content.HomePage", "content.StandardPage"]
    subpage_types = ["content.StandardPage", "content.PeoplePage", "content.PartnersPage"]
    template = "content/standard.html"

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
