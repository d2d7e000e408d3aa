import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.core.money import CURRENCIES, Money


class Fund(models.Model):
    """Money from one funder, in one currency. `sum_minor` bounds everything its calls can award, in minor units.

    Decisions lock this row: the sum of awards that were not declined never passes `sum_minor`.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    funder = models.ForeignKey("cities.Organisation", models.PROTECT, related_name="funds", verbose_name=_("funder"))
    currency = models.CharField(_("currency"), max_length=3, choices=[(code, code) for code in CURRENCIES])
    sum_minor = models.BigIntegerField(_("sum"))
    rules = models.JSONField(_("rules"), default=dict, blank=True, help_text=_("{language: text}"))
    created_at = models.DateTimeField(_("created"))

    class Meta:
        verbose_name = _("fund")
        verbose_name_plural = _("funds")
        ordering = ["name", "pk"]
        constraints = [models.CheckConstraint(condition=Q(sum_minor__gt=0), name="fund_sum_positive")]

    def __str__(self):
        return self.name

    @property
    def sum(self) -> Money:
        return Money(self.sum_minor, self.currency)

    sum.fget.short_description = _("Sum")


class FundSeat(models.Model):
    """A person of the funder who follows what their money pays for. A funder's rights follow from this row."""

    fund = models.ForeignKey(Fund, models.CASCADE, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="fund_seats")
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("funder's seat")
        verbose_name_plural = _("funder's seats")
        constraints = [models.UniqueConstraint(fields=["fund", "user"], name="fund_seat_once")]

    def __str__(self):
        return f"{self.fund_id}:{self.user_id}"
