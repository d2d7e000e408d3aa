import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.texts import localised


class Category(models.Model):
    """A theme of an edition. The slug stays from year to year, so that the gallery can be filtered across them."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(
        "pioneers.Edition", verbose_name=_("edition"), on_delete=models.PROTECT, related_name="categories"
    )
    slug = models.SlugField(_("short name in addresses"), max_length=60)
    names = models.JSONField(_("name"), default=dict)
    descriptions = models.JSONField(_("description"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["edition", "slug"], name="category_slug_once_an_edition")]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return localised(self.names) or self.slug

    name.fget.short_description = _("Name")


# The alliance's blueprint themes 2024-2026: what an edition begins with.
DEFAULT_CATEGORIES = (
    (
        "a-city-for-all",
        {
            "en": "A City for All",
            "da": "En by for alle",
            "nb": "En by for alle",
            "sv": "En stad för alla",
            "fi": "Kaupunki kaikille",
            "is": "Borg fyrir alla",
        },
    ),
    (
        "empower-youth",
        {
            "en": "Empower Youth to Shape Democracy",
            "da": "Unge former demokratiet",
            "nb": "Unge former demokratiet",
            "sv": "Unga formar demokratin",
            "fi": "Nuoret demokratian tekijöiksi",
            "is": "Ungt fólk mótar lýðræðið",
        },
    ),
    (
        "safe-digital-cities",
        {
            "en": "Safe Digital Cities",
            "da": "Trygge digitale byer",
            "nb": "Trygge digitale byer",
            "sv": "Trygga digitala städer",
            "fi": "Turvalliset digitaaliset kaupungit",
            "is": "Öruggar stafrænar borgir",
        },
    ),
)
