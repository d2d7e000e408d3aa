import uuid
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.cities.models import City


class Membership(models.Model):
    """A city's place in the alliance from `starts` until the day before `ends`; no `ends`: until further notice.

    Two memberships of a city never overlap: PostgreSQL holds it by an exclusion constraint, and the actions on both
    databases under a lock on the city. `minimum_years` is what was agreed at the start: three, unless agreed otherwise.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.PROTECT, related_name="memberships")
    starts = models.DateField(_("first day"))
    ends = models.DateField(
        _("ends before"), null=True, blank=True, help_text=_("The first day without membership. Empty: no end is set.")
    )
    minimum_years = models.PositiveSmallIntegerField(_("agreed for at least, years"), default=3)
    approved_on = models.DateField(_("politically approved on"), null=True, blank=True)
    approved_by = models.CharField(_("approved by"), max_length=200, blank=True)
    opened_at = models.DateTimeField(
        _("pages for members opened"),
        null=True,
        blank=True,
        help_text=_("Empty: they open with the first contribution that is paid."),
    )
    ending_reason = models.CharField(_("why it ends before the agreed years"), max_length=500, blank=True)

    class Meta:
        ordering = ["-starts", "-pk"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["city", "starts"], name="membership_starts_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gt=models.F("starts")),
                name="membership_ends_after_beginning",
                violation_error_message=_("The membership must end after its first day."),
            ),
        ]
        indexes = [
            models.Index(fields=["starts", "ends"], name="membership_by_dates"),
            models.Index(fields=["ends"], name="membership_by_end"),
        ]

    def __str__(self):
        return str(self.uuid)[:8]

    @property
    def agreed_until(self) -> date:
        """The first day on which it may end by what was agreed: the first day, `minimum_years` later."""
        year = self.starts.year + self.minimum_years
        try:
            return self.starts.replace(year=year)
        except ValueError:  # 29 February, and no leap year
            return date(year, 3, 1)

    @property
    def last_day(self) -> date | None:
        """The last day it covers; None where it has no end."""
        return self.ends - timedelta(days=1) if self.ends else None

    def covers(self, day: date) -> bool:
        """Whether the city is a member by this row on `day`."""
        return self.starts <= day and (self.ends is None or day < self.ends)
