import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.texts import localised


class Ceremony(models.Model):
    """The event at which an edition's laureates are honoured: where, when, and what is said about it, up to the reveal
    and from it on."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.OneToOneField(
        "pioneers.Edition", verbose_name=_("edition"), on_delete=models.PROTECT, related_name="ceremony"
    )
    starts_at = models.DateTimeField(_("starts"))
    place = models.CharField(_("place"), max_length=200)
    city = models.CharField(_("city"), max_length=100)
    texts = models.JSONField(_("text"), default=dict, blank=True)
    revealed_texts = models.JSONField(_("text from the reveal on"), default=dict, blank=True)

    class Meta:
        verbose_name = _("ceremony")
        verbose_name_plural = _("ceremonies")

    def __str__(self):
        return f"{self.place}, {self.city}"

    @property
    def text(self) -> str:
        return localised(self.texts)
