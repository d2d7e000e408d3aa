import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.assessment.models.entry import Entry
from portal.assessment.states import RecusalOrigin, RecusalReason


class Recusal(models.Model):
    """A reviewer who declared a conflict of interest over an entry, or was excluded from it. While it stands, the
    reviewer can read neither the entry nor its reviews, and nothing they wrote about it counts. `note` is for the
    secretariat's eyes."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="recusals")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recusals")
    origin = models.CharField(_("how"), max_length=15, choices=RecusalOrigin)
    reason = models.CharField(_("reason"), max_length=15, choices=RecusalReason)
    note = models.TextField(_("note"), blank=True, max_length=1000)
    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        ordering = ["entry", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "reviewer"], condition=Q(lifted_at__isnull=True), name="recusal_active_once"
            )
        ]

    def __str__(self):
        return str(self.uuid)[:8]


class StaffRecusal(models.Model):
    """A member of the secretariat recusal from a subject as a whole: before it is entered into a round, in every
    round, and after. While it stands, so does a recusal from each entry about the subject, and its holder neither reads
    the subject in the admin nor takes a step that judges it. The kind of reason is enough: nothing more is kept."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subject_kind = models.CharField(_("kind"), max_length=60)
    subject_uuid = models.UUIDField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="staff_recusals")
    reason = models.CharField(_("reason"), max_length=15, choices=RecusalReason)
    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("recusal of staff")
        verbose_name_plural = _("recusals of staff")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_uuid", "user"],
                condition=Q(lifted_at__isnull=True),
                name="staff_recusal_active_once",
            )
        ]

    def __str__(self):
        return str(self.uuid)[:8]
