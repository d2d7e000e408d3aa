from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, TranslatableMixin


class Place(models.TextChoices):
    HEADER = "header", _("Header")
    FOOTER = "footer", _("Footer")


class Menu(TranslatableMixin, ClusterableModel):
    """A language's menu at the head or the foot of every page."""

    place = models.CharField(_("place"), max_length=10, choices=Place)

    panels = [FieldPanel("place"), InlinePanel("items", label=_("Link"), heading=_("Links"))]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        constraints = [models.UniqueConstraint(fields=["place", "locale"], name="one_menu_a_place_and_language")]

    def __str__(self):
        return self.get_place_display()


class MenuItem(Orderable):
    """A link of a menu: to a page, or to an address (`/pioneers/` is taken in the menu's language)."""

    menu = ParentalKey(Menu, on_delete=models.CASCADE, related_name="items")
    label = models.CharField(_("text"), max_length=40)
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    address = models.CharField(_("or an address"), max_length=200, blank=True)
    column = models.CharField(
        _("column"), max_length=40, blank=True, help_text=_("Footer only: begins a new column under this heading.")
    )

    panels = [FieldPanel("label"), PageChooserPanel("page"), FieldPanel("address"), FieldPanel("column")]

    class Meta(Orderable.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self):
        return self.label

    def clean(self):
        super().clean()
        if bool(self.page_id) == bool(self.address):
            raise ValidationError(_("Choose a page or write an address, one of the two."))
        if self.address and not self.address.startswith(("/", "https://")):
            raise ValidationError({"address": _("Begin the address with / or https://.")})
