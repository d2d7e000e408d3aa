import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.alliance.models.expert import Expert
from portal.alliance.states import ExpertRequestState
from portal.cities.models import City
from portal.core.state_field import StateField


class ExpertRequest(models.Model):
    """A city's question to an expert, and the answer. Neither side sees the other's address."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    expert = models.ForeignKey(Expert, verbose_name=_("expert"), on_delete=models.CASCADE, related_name="requests")
    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.PROTECT, related_name="expert_requests")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    question = models.TextField(_("question"))
    answer = models.TextField(_("answer"), blank=True)
    state = StateField(_("state"), max_length=10, states=ExpertRequestState, default=ExpertRequestState.OPEN)
    asked_at = models.DateTimeField(_("asked"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("question to an expert")
        verbose_name_plural = _("questions to experts")
        constraints = [
            models.UniqueConstraint(
                fields=["expert", "city"], condition=~models.Q(state="closed"), name="expert_request_once_a_city"
            )
        ]
        indexes = [
            models.Index(fields=["city", "-asked_at"], name="expert_request_of_city"),
            models.Index(fields=["state", "closed_at"], name="expert_request_by_end"),
        ]

    def __str__(self):
        return str(self.uuid)[:8]
