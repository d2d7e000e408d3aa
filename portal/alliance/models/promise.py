import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.alliance.states import PublicationKind


class YearlyPromise(models.Model):
    """How many of a kind members are promised each year. Kept by staff; the promises of the membership are there after
    migrating."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=PublicationKind, unique=True)
    number = models.PositiveSmallIntegerField(_("promised a year"))

    class Meta:
        ordering = ["kind"]
        verbose_name = _("yearly promise")
        verbose_name_plural = _("yearly promises")

    def __str__(self):
        return str(PublicationKind(self.kind).label)
