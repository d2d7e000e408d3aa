import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AbstractReversal(models.Model):
    """A step that staff took back, corrected or did all the same: which (`verb`, as the audit log names it), why, when.
    The audit log itself holds no words. What it is about is for the half that keeps it to say."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    verb = models.CharField(max_length=60)
    reasons = models.TextField(_("reasons"))
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True
        verbose_name = _("step taken back")
        verbose_name_plural = _("steps taken back")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return str(self.uuid)[:8]
