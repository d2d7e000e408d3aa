import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.assessment.models.round import Round
from portal.core.texts import localised


class Criterion(models.Model):
    """One thing a round judges by, with its weight and its scale of labelled steps.

    `scale` is a list of steps from the lowest to the highest: `{"value": 1, "label": {"en": "Weak"}, "meaning": {…}}`.
    Values are whole numbers and rise. `set_criteria` checks this and is the only way to write criteria.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(_("position"))
    label = models.JSONField(_("criterion"), default=dict)
    meaning = models.JSONField(_("what it means"), default=dict, blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    scale = models.JSONField(_("scale"), default=list)
    may_be_na = models.BooleanField(_("may be “not applicable”"), default=False)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["round", "position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="criterion_position_once"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="criterion_weighs"),
        ]

    def __str__(self):
        return localised(self.label) or str(self.uuid)[:8]

    @property
    def values(self) -> list[int]:
        return [step["value"] for step in self.scale]

    @property
    def lowest(self) -> int:
        return min(self.values)

    @property
    def highest(self) -> int:
        return max(self.values)
