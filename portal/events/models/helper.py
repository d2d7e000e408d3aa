import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.events.models.event import Event


class DoorHelper(models.Model):
    """Somebody outside the secretariat who checks people in at one event."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="helpers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = _("helper at the door")
        verbose_name_plural = _("helpers at the door")
        constraints = [models.UniqueConstraint(fields=["event", "user"], name="event_helper_once")]

    def __str__(self):
        return str(self.uuid)[:8]
