import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grants.states import CALL_PUBLIC, CallPhase, CallState
from portal.core.money import Money
from portal.core.state_field import StateField
from portal.core.texts import localised

# When a call opens and when it closes.
Window = tuple[datetime, datetime]


class Call(models.Model):
    """One round of a programme. Sums are minor units of the fund's currency. The window is half-open: an application
    is in time from `opens_at` until, and not including, `closes_at`.

    A window that moved is on the site at once, and told to everyone with a draft at `window_told_at`, minutes later.
    Until then what was told is `told_opens_at` to `told_closes_at`, since `window_moved_at`, and can be gone back to.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey("grants.Programme", models.PROTECT, related_name="calls", verbose_name=_("programme"))
    fund = models.ForeignKey("grants.Fund", models.PROTECT, related_name="calls", verbose_name=_("fund"))
    names = models.JSONField(_("name"), default=dict)
    summaries = models.JSONField(_("in one sentence"), default=dict, blank=True)
    texts = models.JSONField(_("text"), default=dict, blank=True)
    eligibility = models.JSONField(_("who can apply"), default=dict, blank=True)
    reference_prefix = models.CharField(_("prefix of references"), max_length=8, unique=True)
    budget_minor = models.BigIntegerField(_("budget"))
    smallest_minor = models.BigIntegerField(_("smallest award"))
    largest_minor = models.BigIntegerField(_("largest award"))
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    told_opens_at = models.DateTimeField(_("opening told before"), null=True, blank=True)
    told_closes_at = models.DateTimeField(_("closing told before"), null=True, blank=True)
    window_moved_at = models.DateTimeField(_("dates moved"), null=True, blank=True)
    window_told_at = models.DateTimeField(_("new dates told"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=40, default=settings.DEFAULT_ZONE)
    answer_days = models.PositiveSmallIntegerField(_("days to answer an award"), default=21)
    state = StateField(_("state"), max_length=12, states=CallState, default=CallState.DRAFT)
    created_at = models.DateTimeField(_("created"))

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["-closes_at", "pk"]
        indexes = [models.Index(fields=["state", "closes_at"], name="call_state_closes")]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="call_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(budget_minor__gt=0), name="call_budget_positive"),
            models.CheckConstraint(
                condition=Q(smallest_minor__gte=0, largest_minor__gte=F("smallest_minor")), name="call_limits_in_order"
            ),
            models.CheckConstraint(
                condition=Q(
                    told_opens_at__isnull=True,
                    told_closes_at__isnull=True,
                    window_moved_at__isnull=True,
                    window_told_at__isnull=True,
                )
                | Q(
                    told_opens_at__isnull=False,
                    told_closes_at__isnull=False,
                    window_moved_at__isnull=False,
                    window_told_at__isnull=False,
                ),
                name="call_move_is_whole",
            ),
        ]

    def __str__(self):
        return localised(self.names) or self.reference_prefix

    @property
    def currency(self) -> str:
        return self.fund.currency

    @property
    def budget(self) -> Money:
        return Money(self.budget_minor, self.currency)

    @property
    def smallest(self) -> Money:
        return Money(self.smallest_minor, self.currency)

    @property
    def largest(self) -> Money:
        return Money(self.largest_minor, self.currency)

    def phase(self, at: datetime) -> CallPhase:
        """Whether the window lies ahead, is open or has passed at an instant."""
        if at < self.opens_at:
            return CallPhase.COMING
        return CallPhase.OPEN if at < self.closes_at else CallPhase.CLOSED

    def takes_applications(self, at: datetime) -> bool:
        return self.state == CallState.ANNOUNCED and self.phase(at) == CallPhase.OPEN

    def has_opened(self, at: datetime) -> bool:
        """Whether applicants rely on its terms: it was announced, and its window has begun."""
        return self.state != CallState.DRAFT and self.opens_at <= at

    @property
    def window(self) -> Window:
        return self.opens_at, self.closes_at

    def told_window(self, at: datetime) -> Window | None:
        """The window that people outside were told, where the one that stands is not told yet; else None."""
        if self.window_told_at is None or self.window_told_at <= at:
            return None
        assert self.told_opens_at is not None  # the database holds them together
        assert self.told_closes_at is not None
        return self.told_opens_at, self.told_closes_at

    def window_back_to(self, told: Window, at: datetime) -> Window:
        """The window once what people outside were told stands again: an opening that has come stays."""
        return self.opens_at if self.has_opened(at) else told[0], told[1]

    @property
    def is_public(self) -> bool:
        return self.state in CALL_PUBLIC

    def closing_day(self):
        """The last day of the window in the call's own zone: what membership is read on."""
        return self.closes_at.astimezone(ZoneInfo(self.zone)).date()
