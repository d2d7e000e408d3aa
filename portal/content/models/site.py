from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import TranslatableMixin


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """What is the same in every language: how to reach the alliance, and where else it is found."""

    email = models.EmailField(_("e-mail"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=30, blank=True)
    postal_address = models.CharField(_("address"), max_length=200, blank=True)
    registration = models.CharField(_("registration number"), max_length=40, blank=True)
    linkedin = models.URLField("LinkedIn", blank=True)
    instagram = models.URLField("Instagram", blank=True)
    facebook = models.URLField("Facebook", blank=True)
    youtube = models.URLField("YouTube", blank=True)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("email"),
                FieldPanel("telephone"),
                FieldPanel("postal_address"),
                FieldPanel("registration"),
            ],
            _("Contact us"),
        ),
        MultiFieldPanel(
            [FieldPanel("linkedin"), FieldPanel("instagram"), FieldPanel("facebook"), FieldPanel("youtube")],
            _("Elsewhere"),
        ),
    ]

    class Meta:
        verbose_name = _("contact and links")

    @property
    def profile_links(self) -> list[tuple[str, str]]:
        """Name and address of each place the alliance is found besides this site."""
        named = {
            "LinkedIn": self.linkedin,
            "Instagram": self.instagram,
            "Facebook": self.facebook,
            "YouTube": self.youtube,
        }
        return [(name, address) for name, address in named.items() if address]


class SiteTexts(TranslatableMixin, models.Model):
    """What the foot of every page says in a language."""

    about = models.TextField(_("about the alliance"), max_length=300)
    small_print = models.CharField(_("small print"), max_length=200, blank=True)

    panels = [FieldPanel("about"), FieldPanel("small_print")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("texts in the footer")
        verbose_name_plural = _("texts in the footer")
        constraints = [models.UniqueConstraint(fields=["locale"], name="one_foot_a_language")]

    def __str__(self):
        return str(self._meta.verbose_name)
