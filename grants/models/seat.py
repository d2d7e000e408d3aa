import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.states import SeatState
from portal.core.state_field import StateField


class Representative(models.Model):
    """Someone who applies in the name of an organisation. Municipalities need none: their contact person applies.

    Who registers an organisation represents it at once; who names one that is already known asks, and staff confirm.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey("cities.Organisation", models.CASCADE, related_name="representatives")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="represents")
    state = StateField(_("state"), max_length=10, states=SeatState, default=SeatState.ASKED)
    asked_at = models.DateTimeField(_("asked"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        ordering = ["-asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"], condition=~Q(state="ended"), name="representative_once"
            )
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="representative_state_asked")]

    def __str__(self):
        return str(self.uuid)[:8]
