import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.cities.models.city import City
from portal.cities.models.country import Country


class CityRequest(models.Model):
    """Somebody's city is not listed, or nobody speaks for it: what they asked, and what staff answered. `city` is the
    one that lacks a contact person; `name` what they call theirs where it is not listed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    country = models.ForeignKey(Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="+")
    city = models.ForeignKey(
        City, verbose_name=_("city"), null=True, on_delete=models.SET_NULL, related_name="requests"
    )
    name = models.CharField(_("city"), max_length=120)
    message = models.TextField(_("what they need"), blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"))
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("question about a city")
        verbose_name_plural = _("questions about cities")
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by", "country", "name"],
                condition=models.Q(answered_at__isnull=True),
                name="city_request_once_while_open",
            )
        ]
        indexes = [models.Index(fields=["answered_at", "asked_at"], name="city_request_open")]

    def __str__(self):
        return str(self.uuid)[:8]
