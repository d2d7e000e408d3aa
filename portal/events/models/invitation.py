import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.cities.models import City
from portal.events.models.event import Event


class EventInvitation(models.Model):
    """A city that is invited to an event for invited cities."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="invitations")
    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("invited city")
        verbose_name_plural = _("invited cities")
        constraints = [models.UniqueConstraint(fields=["event", "city"], name="event_invites_city_once")]

    def __str__(self):
        return str(self.uuid)[:8]
