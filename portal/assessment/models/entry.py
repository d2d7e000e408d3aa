import uuid

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from portal.assessment.models.round import Round
from portal.assessment.states import EntryState
from portal.core.state_field import StateField


class Entry(models.Model):
    """What a round assesses: stands for a candidacy or an application, known by kind and uuid only.

    The result is kept here as reviews are submitted, so that a ranking of thousands is one indexed read:
    `points` is the mean of the submitted reviews in thousandths of a point (0 to 100,000), `spread` the distance
    between the highest and the lowest of them, both empty while there is none. Only actions write them.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="entries")
    subject_kind = models.CharField(_("kind"), max_length=60)
    subject_uuid = models.UUIDField()
    reference = models.CharField(_("reference"), max_length=40)
    state = StateField(_("state"), max_length=10, states=EntryState, default=EntryState.ENTERED)
    submitted = models.PositiveSmallIntegerField(_("reviews submitted"), default=0, editable=False)
    points = models.PositiveIntegerField(_("points"), null=True, editable=False)
    spread = models.PositiveIntegerField(_("spread"), null=True, editable=False)
    # The points to order by: below every result where there is none, alike in both databases.
    rank_points = models.GeneratedField(
        expression=Coalesce("points", Value(-1)), output_field=models.IntegerField(), db_persist=True
    )
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["reference", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "subject_kind", "subject_uuid"], name="entry_once_a_round"),
            models.CheckConstraint(condition=Q(state__in=EntryState.values), name="entry_state_known"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__lte=100_000), name="entry_points_in_range"
            ),
            models.CheckConstraint(
                condition=Q(submitted=0, points__isnull=True, spread__isnull=True)
                | Q(submitted__gt=0, points__isnull=False, spread__isnull=False),
                name="entry_points_follow_reviews",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "reference", "id"], name="entry_by_reference"),
            models.Index(fields=["round", "-rank_points", "spread", "reference", "id"], name="entry_by_rank"),
            models.Index(fields=["subject_kind", "subject_uuid"], name="entry_subject"),
            models.Index(fields=["round", "state", "submitted"], name="entry_short_of_reviews"),
        ]

    def __str__(self):
        return self.reference
