from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Case(models.Model):
    """Who in the secretariat sees one thing through, and who does while they are away. A thing without a row is
    everyone's. It points at the thing by kind and uuid: this app knows neither half."""

    kind = models.CharField(_("kind"), max_length=100)
    uuid = models.UUIDField(_("about"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="cases_owned",
    )
    stand_in = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("stand-in"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="cases_stood_in",
    )

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [
            models.UniqueConstraint(fields=["kind", "uuid"], name="desk_one_case_per_thing"),
            models.CheckConstraint(
                condition=Q(owner=None) | Q(stand_in=None) | ~Q(owner=F("stand_in")),
                name="desk_nobody_stands_in_for_themselves",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {str(self.uuid)[:8]}"
