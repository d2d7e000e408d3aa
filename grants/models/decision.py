import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.states import AwardState, DecisionKind
from portal.core.money import Money
from portal.core.state_field import StateField


class EligibilityCheck(models.Model):
    """The formal check of one version: what was found on each point, and why it was dismissed if it was."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey("grants.Application", models.CASCADE, related_name="checks")
    version = models.ForeignKey("grants.SubmittedVersion", models.PROTECT, related_name="+")
    passed = models.BooleanField(_("eligible"))
    points = models.JSONField(_("points"), default=dict)
    reasons = models.TextField(_("reasons"), blank=True)
    at = models.DateTimeField(_("checked"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    voided_at = models.DateTimeField(_("void since"), null=True, blank=True)

    class Meta:
        verbose_name = _("formal check")
        verbose_name_plural = _("formal checks")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=Q(voided_at__isnull=True), name="eligibility_check_once_a_version"
            )
        ]

    def __str__(self):
        return str(self.uuid)[:8]


class Decision(models.Model):
    """What was decided on an application, with reasons; `Application.decision` is the one that stands.

    The applicant learns of it at `announced_at`, which may lie minutes ahead: until then it can be stopped. Or never:
    at `voided_at` they withdrew, or staff took it back, not having told them. One they were told of stays on record,
    and is corrected by a later one that `replaces` it. `formal_check` is the formal check that dismissed, if it was
    one. `override_reasons`: why it was decided although the reviews it rests on were not closed and complete.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey("grants.Application", models.PROTECT, related_name="decisions")
    formal_check = models.OneToOneField(
        EligibilityCheck, models.PROTECT, null=True, blank=True, related_name="decision"
    )
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    kind = models.CharField(_("decision"), max_length=12, choices=DecisionKind.choices)
    sum_minor = models.BigIntegerField(_("sum"), default=0)
    reasons = models.TextField(_("reasons"))
    decided_at = models.DateTimeField(_("decided"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    override_reasons = models.TextField(_("why it was decided without closed, complete reviews"), blank=True)
    announced_at = models.DateTimeField(_("announced to the applicant"), null=True, blank=True)
    announcements = models.PositiveSmallIntegerField(_("times announced"), default=0)
    voided_at = models.DateTimeField(_("void since"), null=True, blank=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-decided_at", "-pk"]
        indexes = [models.Index(fields=["announced_at"], name="decision_announced")]
        constraints = [
            models.CheckConstraint(condition=~Q(reasons=""), name="decision_has_reasons"),
            models.CheckConstraint(
                condition=Q(kind__in=["award_full", "award_part"], sum_minor__gt=0)
                | Q(kind__in=["refuse", "dismiss"], sum_minor=0),
                name="decision_sum_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(announced_at__isnull=True) | Q(voided_at__isnull=True), name="decision_told_is_not_void"
            ),
        ]

    def __str__(self):
        return str(self.uuid)[:8]

    def is_told(self, at: datetime) -> bool:
        """Whether the applicant knows of it."""
        return self.announced_at is not None and self.announced_at <= at

    def is_untold(self, at: datetime) -> bool:
        """Whether it stands and the applicant does not know of it yet."""
        return self.voided_at is None and not self.is_told(at)

    def can_be_stopped(self, at: datetime) -> bool:
        """Whether the applicant is about to be told."""
        return self.announced_at is not None and self.announced_at > at


class Award(models.Model):
    """Grant money promised to a body. While it is offered or accepted it holds money of its fund; declining frees it,
    and so does withdrawing the application before the award was announced.

    It is public from `published_at`, and only when it was accepted. Title, summary and names are copied from the
    version that was submitted: what is published needs nothing else. From `unpublished_at` it is withdrawn from the
    site: its address says so, with `unpublished_reasons` (none where a later decision withdrew it), and it is in no
    list and no open data.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="award")
    application = models.OneToOneField("grants.Application", models.PROTECT, related_name="award")
    call = models.ForeignKey("grants.Call", models.PROTECT, related_name="awards")
    fund = models.ForeignKey("grants.Fund", models.PROTECT, related_name="awards")
    organisation = models.ForeignKey("cities.Organisation", models.PROTECT, related_name="awards")
    city = models.ForeignKey("cities.City", models.PROTECT, null=True, blank=True, related_name="awards")
    country = models.CharField(_("country"), max_length=2)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"))
    sum_minor = models.BigIntegerField(_("sum"))
    sought_minor = models.BigIntegerField(_("amount applied for"))
    currency = models.CharField(_("currency"), max_length=3)
    awarded_on = models.DateField(_("awarded"))
    year = models.PositiveSmallIntegerField(_("year"))
    starts = models.DateField(_("first day"), null=True, blank=True)
    ends = models.DateField(_("last day"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=5, default="en")
    state = StateField(_("state"), max_length=10, states=AwardState, default=AwardState.OFFERED)
    answer_due = models.DateTimeField(_("answer due"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    public_reasons = models.TextField(_("reasons as published"), blank=True)
    published_at = models.DateTimeField(_("public from"), null=True, blank=True)
    unpublished_at = models.DateTimeField(_("withdrawn from the site"), null=True, blank=True)
    unpublished_reasons = models.TextField(_("why it was withdrawn, as everyone reads it"), blank=True)
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["-awarded_on", "-pk"]
        indexes = [
            models.Index(fields=["-awarded_on", "-id"], name="award_newest"),
            models.Index(fields=["state", "published_at"], name="award_published"),
            models.Index(fields=["country", "year"], name="award_country_year"),
            models.Index(fields=["fund", "state"], name="award_fund_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(sum_minor__gt=0), name="award_sum_positive"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | (~Q(public_reasons="") & (Q(state="accepted") | Q(unpublished_at__isnull=False))),
                name="award_published_only_accepted",
            ),
            models.CheckConstraint(
                condition=Q(unpublished_at__isnull=True) | Q(published_at__isnull=False),
                name="award_withdrawn_was_published",
            ),
        ]

    def __str__(self):
        return str(self.uuid)[:8]

    @property
    def sum(self) -> Money:
        return Money(self.sum_minor, self.currency)
