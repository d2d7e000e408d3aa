import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class BirthDateCorrection(models.Model):
    """A nominee's wish to have the date of birth they gave put right. It changes nothing by itself: on that date hangs
    whether a guardian is asked, so the secretariat decides, with a reason."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nominee = models.ForeignKey(
        "pioneers.Nominee", verbose_name=_("nominee"), on_delete=models.CASCADE, related_name="corrections"
    )
    birth_date = models.DateField(_("date of birth as it should be"))
    note = models.TextField(_("what they wrote about it"), blank=True)
    asked_at = models.DateTimeField(_("asked"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("correction of a date of birth")
        verbose_name_plural = _("corrections of dates of birth")
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["nominee"], condition=Q(decided_at__isnull=True), name="correction_one_open_a_nominee"
            ),
        ]

    def __str__(self):
        return str(self.uuid)[:8]
