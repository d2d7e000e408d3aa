import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.core.texts import localised
from portal.events.models.event import Event


class ProgrammeItem(models.Model):
    """One item of an event's programme. `speakers`: one a line, with what they are."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="programme")
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    titles = models.JSONField(_("title"), default=dict)
    descriptions = models.JSONField(_("description"), default=dict, blank=True)
    speakers = models.TextField(
        _("speakers"), blank=True, max_length=2000, help_text=_("One a line: name, then what they are.")
    )

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("programme item")
        verbose_name_plural = _("programme")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="programme_item_ends_after_start")
        ]
        indexes = [models.Index(fields=["event", "starts_at"], name="programme_in_order")]

    def __str__(self):
        return localised(self.titles)
