"""Pages that show who stands behind the alliance. Names stand on the pages and in no search index."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from portal.content.models.base import ContentPage
from portal.content.models.media import picture_field


class Part(models.TextChoices):
    """What somebody does for the alliance, in the order shown."""

    BOARD = "board", _("The board")
    SECRETARIAT = "secretariat", _("The secretariat")
    ADVISOR = "advisor", _("Safe city advisors")


class PeoplePage(ContentPage):
    """The board, the secretariat and the advisors."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("introduction"),
        InlinePanel("people", label=_("Person"), heading=_("People")),
    ]
    search_fields = [*ContentPage.search_fields, index.SearchField("introduction")]
    parent_page_types = ["content.HomePage", "content.StandardPage"]
    subpage_types = []
    template = "content/people.html"

    class Meta:
        verbose_name = _("people page")


class PersonOnPage(TranslatableMixin, Orderable):
    """Somebody who works for the alliance, as they want to be shown."""

    page = ParentalKey(PeoplePage, on_delete=models.CASCADE, related_name="people")
    part = models.CharField(_("part"), max_length=12, choices=Part, default=Part.SECRETARIAT)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=120, blank=True)
    about = models.TextField(_("about"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    portrait = picture_field(_("portrait"))

    panels = [
        FieldPanel("part"),
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("about"),
        FieldPanel("email"),
        FieldPanel("portrait"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("person on a page")
        verbose_name_plural = _("people on a page")

    def __str__(self):
        return f"{self.get_part_display()} {self.sort_order}"


class PartnersPage(ContentPage):
    """The organisations the alliance works with."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("introduction"),
        InlinePanel("partners", label=_("Partner"), heading=_("Partners")),
    ]
    search_fields = [*ContentPage.search_fields, index.SearchField("introduction")]
    parent_page_types = ["content.HomePage", "content.StandardPage"]
    subpage_types = []
    template = "content/partners.html"

    class Meta:
        verbose_name = _("partners page")


class PartnerKind(models.TextChoices):
    """What a partner is, in the order shown."""

    FOUNDATION = "foundation", _("Foundations")
    RESEARCH = "research", _("Research and education")
    CIVIL_SOCIETY = "civil-society", _("Civil society")
    PUBLIC = "public", _("Public bodies")
    NETWORK = "network", _("Networks of cities")
    BUSINESS = "business", _("Companies")


class Partner(TranslatableMixin, Orderable):
    """An organisation the alliance works with."""

    page = ParentalKey(PartnersPage, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(
        _("kind"), max_length=20, choices=PartnerKind, default=PartnerKind.CIVIL_SOCIETY, db_index=True
    )
    country = models.ForeignKey(
        "cities.Country",
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty for one that works in several."),
    )
    about = models.CharField(_("about"), max_length=200, blank=True)
    address = models.URLField(_("web address"), blank=True)
    logo = picture_field(_("logo"))

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("country")]),
        FieldPanel("about"),
        FieldPanel("address"),
        FieldPanel("logo"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self):
        return self.name
