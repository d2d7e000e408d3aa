import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.assessment.states import OthersReviews, RoundState
from portal.core.state_field import StateField
from portal.core.texts import localised


def default_zone() -> str:
    return settings.DEFAULT_ZONE


class Round(models.Model):
    """One pass of assessment over a set of entries: criteria, panel, blindness, due date.

    It belongs to a half by `owner_kind` and `owner_uuid` (an edition, a call). Reviews are taken while it is open and
    before `due_at` (the window is half-open).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner_kind = models.CharField(_("type of what it belongs to"), max_length=60)
    owner_uuid = models.UUIDField(_("belongs to"))
    title = models.JSONField(_("title"), default=dict)
    instructions = models.JSONField(_("instructions to reviewers"), default=dict, blank=True)
    state = StateField(_("state"), max_length=10, states=RoundState, default=RoundState.PLANNED)
    others_reviews = models.CharField(
        _("reviewers read the others' reviews"), max_length=12, choices=OthersReviews, default=OthersReviews.AFTER_OWN
    )
    names_hidden = models.BooleanField(_("reviewers' names are hidden from one another"), default=False)
    due_at = models.DateTimeField(_("reviews due"))
    zone = models.CharField(_("time zone"), max_length=60, default=default_zone)
    min_reviews = models.PositiveSmallIntegerField(
        _("reviews wanted for each entry"), default=2, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    comment_words = models.PositiveSmallIntegerField(_("words at most in the comment to the panel"), default=400)
    asks_feedback = models.BooleanField(_("reviewers can write feedback to the applicant or nominee"), default=False)
    feedback_words = models.PositiveSmallIntegerField(_("words at most in the feedback"), default=200)
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    reopening_reasons = models.TextField(_("why it was opened again"), blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["-due_at", "-pk"]
        indexes = [
            models.Index(fields=["owner_kind", "owner_uuid"], name="round_owner"),
            models.Index(fields=["state", "due_at"], name="round_state_due"),
            models.Index(fields=["-due_at", "-id"], name="round_newest"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(min_reviews__gte=1), name="round_wants_a_review"),
            models.CheckConstraint(condition=Q(state__in=RoundState.values), name="round_state_known"),
            models.CheckConstraint(
                condition=Q(state=RoundState.PLANNED) | Q(opened_at__isnull=False), name="round_opened_has_instant"
            ),
        ]

    def __str__(self):
        return localised(self.title) or str(self.uuid)[:8]

    def takes_reviews(self, at: datetime) -> bool:
        """Whether a review may be written or submitted at `at`."""
        return self.state == RoundState.OPEN and at < self.due_at

    @property
    def ends_at(self) -> datetime:
        """The instant reviews stop being taken: the due instant, or the closing where that came sooner."""
        return min(self.due_at, self.closed_at) if self.closed_at else self.due_at

    @property
    def zoneinfo(self) -> ZoneInfo:
        return ZoneInfo(self.zone)
