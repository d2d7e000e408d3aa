import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.cities.models.city import City
from portal.cities.states import CityRole, CitySeatState
from portal.core.state_field import StateField


class CitySeat(models.Model):
    """Somebody's place in the pages of a city, beside its contact person: a colleague with `duties` (values of
    CityDuty), or a politician, who reads, is told, and confirms what is politically decided.

    Nobody is put in by somebody else: it counts once they have accepted. Ended rows are kept as history until their
    retention rule; the account of someone erased is taken out of them.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.PROTECT, related_name="seats")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="city_seats",
    )
    role = models.CharField(_("role"), max_length=20, choices=CityRole)
    position = models.CharField(_("position"), max_length=120, blank=True, help_text=_("Such as “Mayor”."))
    duties = models.JSONField(_("may"), default=list, blank=True)
    state = StateField(_("state"), max_length=10, states=CitySeatState, default=CitySeatState.INVITED)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    invited_at = models.DateTimeField(_("invited"))
    expires_at = models.DateTimeField(_("invitation valid until"))
    since = models.DateTimeField(_("since"), null=True, blank=True)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["-invited_at", "-pk"]
        verbose_name = _("person of a city")
        verbose_name_plural = _("people of cities")
        constraints = [
            models.UniqueConstraint(fields=["city", "user"], condition=~Q(state="ended"), name="city_seat_once_a_city"),
            models.CheckConstraint(condition=Q(state="ended") | Q(user__isnull=False), name="city_seat_is_somebody"),
            models.CheckConstraint(condition=Q(role__in=CityRole.values), name="city_seat_role_is_known"),
        ]
        indexes = [
            models.Index(fields=["user", "state"], name="city_seat_of_user"),
            models.Index(fields=["state", "until"], name="city_seat_by_end"),
        ]

    def __str__(self):
        return str(self.uuid)[:8]
