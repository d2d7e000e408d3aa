import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RevealChange(models.Model):
    """A reveal that was held, released or moved: by whom, when, why, and what its time was before and after.
    `was_public`: the choice had been public when it was held."""

    class Step(models.TextChoices):
        HOLD = "hold", _("held")
        RELEASE = "release", _("released")
        MOVE = "move", _("moved")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(
        "pioneers.Edition", verbose_name=_("edition"), on_delete=models.CASCADE, related_name="reveal_changes"
    )
    step = models.CharField(_("step"), max_length=10, choices=Step.choices)
    reason = models.TextField(_("reason"))
    reveal_before = models.DateTimeField(_("reveal before"))
    reveal_after = models.DateTimeField(_("reveal after"))
    was_public = models.BooleanField(_("had been public"), default=False)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("change of a reveal")
        verbose_name_plural = _("changes of a reveal")
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="reveal_change_has_reason")]

    def __str__(self):
        return str(self.uuid)[:8]
