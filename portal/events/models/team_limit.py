import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.cities.models import City
from portal.events.models.event import Event


class TeamLimit(models.Model):
    """Another number of people than the event's own, agreed with one city, and why."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="team_limits")
    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.CASCADE, related_name="+")
    limit = models.PositiveSmallIntegerField(_("people in the team"))
    reason = models.TextField(_("reason"), max_length=1000)

    class Meta:
        ordering = ["event", "city"]
        verbose_name = _("agreed size of a team")
        verbose_name_plural = _("agreed sizes of teams")
        constraints = [models.UniqueConstraint(fields=["event", "city"], name="event_team_limit_once")]

    def __str__(self):
        return str(self.uuid)[:8]
