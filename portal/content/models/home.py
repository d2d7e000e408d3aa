from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.search import index

from portal.content.models.base import ContentPage
from portal.content.models.blocks import HomeBlocks
from portal.content.models.media import picture_field


class HomePage(ContentPage):
    """A language's first page: what the alliance is, the people it is about, what is open now, the newest stories."""

    headline = models.CharField(_("headline"), max_length=90, blank=True)
    introduction = models.TextField(_("introduction"), max_length=400, blank=True)
    picture = picture_field(_("picture"), help_text=_("Shown while there are no pioneers to show."))
    action_label = models.CharField(_("text on the button"), max_length=40, blank=True)
    action_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("button leads to a page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    action_address = models.CharField(
        _("or to an address"),
        max_length=200,
        blank=True,
        help_text=_("For example /pioneers/ for a page on this site."),
    )
    body = StreamField(HomeBlocks(), verbose_name=_("further down"), blank=True)

    content_panels = [
        *ContentPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("headline"),
                FieldPanel("introduction"),
                FieldPanel("picture"),
                FieldPanel("action_label"),
                PageChooserPanel("action_page"),
                FieldPanel("action_address"),
            ],
            _("Top of the page"),
        ),
        FieldPanel("body"),
    ]
    search_fields = [*ContentPage.search_fields, index.SearchField("introduction")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "content.StoryIndexPage",
        "content.StandardPage",
        "content.MembershipPage",
        "content.CityIndexPage",
        "content.PeoplePage",
        "content.PartnersPage",
    ]
    template = "content/home.html"

    class Meta:
        verbose_name = _("home page")
