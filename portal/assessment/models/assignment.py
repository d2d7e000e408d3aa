import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.assessment.models.entry import Entry


class Assignment(models.Model):
    """An entry a reviewer has to judge. Taking it back deletes the row; the audit log keeps that it was there."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="review_assignments")
    assigned_at = models.DateTimeField()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["entry", "pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "reviewer"], name="assignment_once")]

    def __str__(self):
        return str(self.uuid)[:8]
