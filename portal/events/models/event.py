import uuid
from datetime import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.core.state_field import StateField
from portal.core.texts import localised
from portal.events.states import EventAudience, EventKind, EventState


class Event(models.Model):
    """Anything the alliance gathers for, from a webinar to the camp. `place` is what everyone reads (a city); `address`
    and `link` are for whoever has a place. Instants are told in `zone`."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind.choices)
    audience = models.CharField(
        _("who it is for"), max_length=20, choices=EventAudience.choices, default=EventAudience.MEMBERS
    )
    state = StateField(_("state"), max_length=20, states=EventState, default=EventState.DRAFT, editable=False)
    titles = models.JSONField(_("title"), default=dict)
    introductions = models.JSONField(_("introduction"), default=dict, blank=True)
    descriptions = models.JSONField(_("description"), default=dict, blank=True)
    places = models.JSONField(_("place"), default=dict, blank=True)
    address = models.CharField(_("exact address"), max_length=300, blank=True)
    link = models.URLField(_("link to take part"), max_length=500, blank=True)
    zone = models.CharField(_("time zone"), max_length=60, default="Europe/Copenhagen")
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    registration_opens_at = models.DateTimeField(_("registration opens"))
    registration_closes_at = models.DateTimeField(_("registration closes"))
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True, validators=[MinValueValidator(1)])
    team_limit = models.PositiveSmallIntegerField(
        _("people in a city’s team"), default=5, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    guest_limit = models.PositiveSmallIntegerField(
        _("guests each person may bring"), default=0, validators=[MaxValueValidator(20)]
    )
    needs_days = models.PositiveSmallIntegerField(
        _("days that diet and access needs are kept afterwards"), default=14, validators=[MaxValueValidator(365)]
    )
    # Counted up at every change that calendars have to take over (RFC 5545, SEQUENCE).
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("changed"), editable=False)
    cancellation_reason = models.TextField(_("why it was cancelled"), blank=True, editable=False)

    class Meta:
        ordering = ["-starts_at", "pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_start"),
            models.CheckConstraint(
                condition=Q(registration_closes_at__gt=F("registration_opens_at")), name="event_registration_window"
            ),
            models.CheckConstraint(condition=Q(capacity__isnull=True) | Q(capacity__gt=0), name="event_has_places"),
        ]
        indexes = [
            models.Index(fields=["state", "audience", "starts_at"], name="event_shown"),
            models.Index(fields=["ends_at"], name="event_ends"),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return localised(self.titles)

    def is_over(self, at: datetime) -> bool:
        return self.ends_at <= at

    def takes_registrations(self, at: datetime) -> bool:
        """The window is half-open: at the instant of closing it is over."""
        return (
            self.state == EventState.PUBLISHED
            and self.registration_opens_at <= at < self.registration_closes_at
            and not self.is_over(at)
        )
