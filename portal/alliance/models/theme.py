import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.texts import localised


class Theme(models.Model):
    """What publications are about, such as a theme of the blueprint. Kept by staff; the first ones are there after
    migrating. `names` in the site's languages."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    names = models.JSONField(_("name"), default=dict)
    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("place in lists"), default=0)

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self):
        return self.name or self.slug

    @property
    def name(self) -> str:
        """Its name in the active language."""
        return localised(self.names)
