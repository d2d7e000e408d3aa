import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.cities.models.country import Country
from portal.core.search import FoldedField, TrigramIndex


class City(models.Model):
    """A municipality. `name` is what it calls itself; `names` what other languages call it (Turku: `{"sv": "Åbo"}`)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    country = models.ForeignKey(Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="cities")
    name = models.CharField(_("name"), max_length=120)
    names = models.JSONField(_("names in other languages"), default=dict, blank=True)
    slug = models.SlugField(_("short name in addresses"), max_length=120)
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    search_text = FoldedField("every_name")

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        constraints = [
            models.UniqueConstraint(
                fields=["country", "slug"],
                name="city_slug_once_a_country",
                violation_error_message=_("There is already a city with this short name in this country."),
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="city_has_both_coordinates_or_none",
                violation_error_message=_("Give both coordinates, or neither."),
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="city_by_name"),
            TrigramIndex(fields=["search_text"], name="city_search"),
        ]

    def __str__(self):
        return self.local_name

    @property
    def every_name(self) -> str:
        """What a search for this city matches."""
        return " ".join([self.name, *self.names.values()])

    @property
    def local_name(self) -> str:
        """Its name in the active language where that differs, else what it calls itself."""
        return self.names.get((get_language() or "").split("-")[0]) or self.name
