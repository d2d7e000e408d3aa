import uuid
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.membership.models.membership import Membership


class MembershipYear(models.Model):
    """One year of a membership, from `starts`: what a yearly contribution is for."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    membership = models.ForeignKey(
        Membership, verbose_name=_("membership"), on_delete=models.CASCADE, related_name="years"
    )
    starts = models.DateField(_("first day"))

    class Meta:
        ordering = ["starts", "pk"]
        verbose_name = _("year of a membership")
        verbose_name_plural = _("years of memberships")
        constraints = [models.UniqueConstraint(fields=["membership", "starts"], name="membership_year_once")]

    def __str__(self):
        return str(self.uuid)[:8]

    @property
    def last_day(self) -> date:
        """The last day of the year, included."""
        return anniversary(self.starts, 1) - timedelta(days=1)


def anniversary(day: date, years: int) -> date:
    """The same day `years` later; 1 March for a 29 February that is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
