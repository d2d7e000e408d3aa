import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.cities.models import City
from portal.core.state_field import StateField
from portal.core.texts import localised
from portal.events.models.event import Event
from portal.events.states import Choice, MotionState


class Motion(models.Model):
    """What a general assembly decides on: one ballot, one vote a city."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="motions")
    number = models.PositiveSmallIntegerField(_("number"))
    titles = models.JSONField(_("title"), default=dict)
    texts = models.JSONField(_("text"), default=dict, blank=True)
    state = StateField(_("state"), max_length=20, states=MotionState, default=MotionState.DRAFT, editable=False)
    minutes = models.TextField(_("minutes"), blank=True, max_length=5000, editable=False)

    class Meta:
        ordering = ["event", "number", "pk"]
        verbose_name = _("motion")
        verbose_name_plural = _("motions")
        constraints = [models.UniqueConstraint(fields=["event", "number"], name="motion_number_once")]

    def __str__(self):
        return f"{self.number}. {localised(self.titles)}"


class Ballot(models.Model):
    """One city's vote. `holder`: the city whose delegate cast it by proxy."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    motion = models.ForeignKey(Motion, verbose_name=_("motion"), on_delete=models.PROTECT, related_name="ballots")
    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(
        City, verbose_name=_("cast by proxy by"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    choice = models.CharField(_("vote"), max_length=10, choices=Choice.choices)
    cast_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("cast by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    cast_at = models.DateTimeField(_("cast"))

    class Meta:
        ordering = ["motion", "pk"]
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [models.UniqueConstraint(fields=["motion", "city"], name="ballot_once_a_city")]

    def __str__(self):
        return str(self.uuid)[:8]


class Delegate(models.Model):
    """Who votes for a city at an assembly beside its contact person."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="delegates")
    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        constraints = [models.UniqueConstraint(fields=["event", "city"], name="delegate_once_a_city")]

    def __str__(self):
        return str(self.uuid)[:8]


class Proxy(models.Model):
    """A city that gives its vote at an assembly to another city's delegate."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="proxies")
    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.CASCADE, related_name="+")
    holder = models.ForeignKey(City, verbose_name=_("given to"), on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("proxy")
        verbose_name_plural = _("proxies")
        constraints = [
            models.UniqueConstraint(fields=["event", "city"], name="proxy_once_a_city"),
            models.CheckConstraint(condition=~Q(city=F("holder")), name="proxy_to_another_city"),
        ]

    def __str__(self):
        return str(self.uuid)[:8]
