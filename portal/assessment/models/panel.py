import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.assessment.models.round import Round


class PanelMember(models.Model):
    """Someone who judges in a round: a juror of the prize, a reviewer of applications.

    Being a member opens nothing yet; a member reads the entries assigned to them. `finished_at` is when the member
    closed their own reviews: from then on they stand as they are.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="panel_places")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("panel member")
        verbose_name_plural = _("panel members")
        ordering = ["round", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "user"], name="panel_member_once")]
        indexes = [models.Index(fields=["user"], condition=Q(removed_at__isnull=True), name="panel_sitting")]

    def __str__(self):
        return str(self.uuid)[:8]
