"""The member cities as pages: all of them, and one each. What a city did stands on its page by itself."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from portal.content.models.base import ContentPage
from portal.content.models.blocks import StoryBlocks
from portal.content.models.media import picture_field


class CityIndexPage(ContentPage):
    """The member cities of today by country; those with a page of their own lead to it."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [*ContentPage.content_panels, FieldPanel("introduction")]
    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.CityPage"]
    max_count_per_parent = 1
    own_slug = "cities"
    template = "content/city_index.html"

    class Meta:
        verbose_name = _("member cities")


class CityPage(ContentPage):
    """A city in the words of its editors, with its pioneers, grants and stories as they are published."""

    city = models.ForeignKey("cities.City", verbose_name=_("city"), on_delete=models.PROTECT, related_name="+")
    introduction = models.TextField(_("introduction"), max_length=400, blank=True)
    picture = picture_field(_("picture"))
    body = StreamField(StoryBlocks(), verbose_name=_("text"), blank=True)

    content_panels = [
        FieldPanel("city"),
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
    parent_page_types = ["content.CityIndexPage"]
    subpage_types = []
    template = "content/city.html"

    class Meta:
        verbose_name = _("city page")
        verbose_name_plural = _("city pages")

    def clean(self):
        super().clean()
        if self.city_id:
            others = CityPage.objects.filter(city_id=self.city_id, locale_id=self.locale_id).exclude(pk=self.pk)
            if others.exists():
                raise ValidationError({"city": _("This city has a page in this language already.")})
