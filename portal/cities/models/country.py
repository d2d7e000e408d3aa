import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.texts import localised


class Country(models.Model):
    """A Nordic country, or a territory with its own ISO 3166-1 code. Loaded from CLDR after migrating, never edited.

    The code is the key, so that other tables hold `"NO"` and read without a join.
    """

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    names = models.JSONField(_("names"), default=dict)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("belongs to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="territories",
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        verbose_name = _("country")
        verbose_name_plural = _("countries")

    def __str__(self):
        return self.name or self.code

    @property
    def name(self) -> str:
        """Its name in the active language."""
        return localised(self.names)
