import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.cities.models.city import City


class StandIn(models.Model):
    """Who does what the contact person does from `since` until `until` (itself no more), such as during parental
    leave. The contact person stays the contact person. One at a time a city; the actions hold it under a lock on it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.PROTECT, related_name="stand_ins")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="city_stand_ins",
    )
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"))

    class Meta:
        ordering = ["-since", "-pk"]
        verbose_name = _("stand-in of a contact person")
        verbose_name_plural = _("stand-ins of contact persons")
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="stand_in_ends_after_beginning"),
        ]
        indexes = [
            models.Index(fields=["user", "until"], name="stand_in_of_user"),
            models.Index(fields=["city", "until"], name="stand_in_of_city"),
        ]

    def __str__(self):
        return str(self.uuid)[:8]
