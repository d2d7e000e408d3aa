import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Reversal(models.Model):
    """A step that staff took back, corrected or did all the same: which (`verb`, as the audit log names it), why, when.
    It belongs to an edition, a candidacy or a nomination."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey("pioneers.Edition", models.CASCADE, null=True, blank=True, related_name="reversals")
    candidacy = models.ForeignKey("pioneers.Candidacy", models.CASCADE, null=True, blank=True, related_name="reversals")
    nomination = models.ForeignKey(
        "pioneers.Nomination", models.CASCADE, null=True, blank=True, related_name="reversals"
    )
    verb = models.CharField(max_length=60)
    reasons = models.TextField(_("reasons"))
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("step taken back")
        verbose_name_plural = _("steps taken back")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reasons=""), name="prize_reversal_has_reasons"),
            models.CheckConstraint(
                condition=(
                    Q(edition__isnull=False, candidacy=None, nomination=None)
                    | Q(edition=None, candidacy__isnull=False, nomination=None)
                    | Q(edition=None, candidacy=None, nomination__isnull=False)
                ),
                name="prize_reversal_of_one_thing",
            ),
        ]

    def __str__(self):
        return str(self.uuid)[:8]
