from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from portal.content.models.base import ContentPage
from portal.content.models.blocks import StoryBlocks
from portal.content.models.media import picture_field
from portal.core import clock


class MembershipPage(ContentPage):
    """What membership gives and asks, how many cities are members, what people in them say, and how to apply."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)
    picture = picture_field(_("picture"))
    body = StreamField(StoryBlocks(), verbose_name=_("what membership gives and asks"), blank=True)

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("picture"),
        FieldPanel("body"),
        InlinePanel("voices", label=_("Voice"), heading=_("Voices of members")),
    ]
    search_fields = [
        *ContentPage.search_fields,
        index.SearchField("introduction", boost=2),
        index.SearchField("body"),
    ]
    parent_page_types = ["content.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    own_slug = "membership"
    template = "content/membership.html"

    class Meta:
        verbose_name = _("membership page")


class MemberVoice(TranslatableMixin, Orderable):
    """What somebody in a member city says of the alliance, as long as they agree to have it shown."""

    page = ParentalKey(MembershipPage, on_delete=models.CASCADE, related_name="voices")
    text = models.TextField(_("what they say"), max_length=400)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=120, blank=True)
    city = models.ForeignKey("cities.City", verbose_name=_("city"), on_delete=models.PROTECT, related_name="+")
    portrait = picture_field(_("portrait"))
    agreed_on = models.DateField(
        _("agreed on"), help_text=_("The day they agreed to have these words shown with their name.")
    )
    agreed_until = models.DateField(
        _("agreed until"), null=True, blank=True, help_text=_("The last day it may be shown. Empty: no end was set.")
    )

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("name"), FieldPanel("role")]),
        FieldPanel("city"),
        FieldPanel("portrait"),
        FieldRowPanel([FieldPanel("agreed_on"), FieldPanel("agreed_until")]),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("voice of a member")
        verbose_name_plural = _("voices of members")

    def __str__(self):
        return f"{self._meta.verbose_name} {self.sort_order}"

    def clean(self):
        super().clean()
        if self.agreed_on and self.agreed_on > clock.today():
            raise ValidationError({"agreed_on": _("This day is still to come. Ask them first.")})
        if self.agreed_on and self.agreed_until and self.agreed_until < self.agreed_on:
            raise ValidationError({"agreed_until": _("It can't end before they agreed.")})
