import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """A registered job's row: its lock, its next time, how it went last. One row a job, for good.

    `holder` names the process that runs it now (`host:pid:token`), `held_until` when its hold lapses if it dies.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("job"), max_length=100, unique=True)
    next_at = models.DateTimeField(_("next"), null=True, blank=True)
    holder = models.CharField(_("running in"), max_length=200, blank=True)
    held_until = models.DateTimeField(_("hold lapses"), null=True, blank=True)
    started_at = models.DateTimeField(_("last start"), null=True, blank=True)
    finished_at = models.DateTimeField(_("last end"), null=True, blank=True)
    succeeded_at = models.DateTimeField(_("last success"), null=True, blank=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["name"]

    def __str__(self):
        return self.name
