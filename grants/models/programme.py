import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.texts import localised


class Programme(models.Model):
    """A standing scheme, such as *Seed funding*. Its calls take over its eligibility rule when they are made, so that a
    later change does not move the goalposts of a call people are already writing to."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    names = models.JSONField(_("name"), default=dict)
    summaries = models.JSONField(_("in one sentence"), default=dict, blank=True)
    texts = models.JSONField(_("text"), default=dict, blank=True)
    eligibility = models.JSONField(_("who can apply"), default=dict, blank=True)
    is_live = models.BooleanField(_("shown on the site"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    created_at = models.DateTimeField(_("created"))

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["order", "pk"]

    def __str__(self):
        return localised(self.names) or self.slug
