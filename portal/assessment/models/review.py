import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.assessment.models.criterion import Criterion
from portal.assessment.models.entry import Entry
from portal.assessment.states import ReviewState
from portal.core.merge import Merged
from portal.core.state_field import StateField


class Review(models.Model):
    """A reviewer's judgement of one entry: a draft saved as it is typed, then submitted.

    `version` rises with each save; a save that was made looking at an older version is turned away, so two tabs
    overwrite nothing. `tab` is the random mark of the page that saved last: its own retry after a lost answer is no
    conflict. `points` is the weighted result in thousandths of a point, kept from the first submission on.
    """

    # What became of changes made elsewhere, on a review that was just saved.
    merged = Merged({})

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")
    state = StateField(_("state"), max_length=10, states=ReviewState, default=ReviewState.DRAFT)
    comment = models.TextField(_("comment to the panel"), blank=True)
    feedback = models.TextField(_("feedback"), blank=True)
    version = models.PositiveIntegerField(default=0)
    tab = models.CharField(max_length=40, blank=True)
    points = models.PositiveIntegerField(_("points"), null=True, editable=False)
    submissions = models.PositiveSmallIntegerField(_("times submitted"), default=0, editable=False)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["entry", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "reviewer"], name="review_once"),
            models.CheckConstraint(condition=Q(state__in=ReviewState.values), name="review_state_known"),
            models.CheckConstraint(
                condition=~Q(state=ReviewState.SUBMITTED) | Q(points__isnull=False, submitted_at__isnull=False),
                name="review_submitted_has_points",
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__lte=100_000), name="review_points_range"
            ),
        ]

    def __str__(self):
        return str(self.uuid)[:8]


class Score(models.Model):
    """A review's answer to one criterion: a step of its scale, or not applicable, which is not zero."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    value = models.SmallIntegerField(_("score"), null=True)
    not_applicable = models.BooleanField(_("not applicable"), default=False)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["review", "criterion"]
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="score_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=True, not_applicable=True) | Q(value__isnull=False, not_applicable=False),
                name="score_value_or_na",
            ),
        ]

    def __str__(self):
        return f"{self.review_id}/{self.criterion_id}"
