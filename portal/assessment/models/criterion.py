import uuid

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.assessment.domain.scales import Scale
from portal.assessment.models.round import Round
from portal.core.texts import localised


class Criterion(models.Model):
    """One thing a round judges by, with its weight and its scale of labelled steps.

    `scale` is the JSON of a Scale. `set_criteria` checks it and is the only way to write criteria.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(_("position"))
    label = models.JSONField(_("criterion"), default=dict)
    meaning = models.JSONField(_("what it means"), default=dict, blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    scale = models.JSONField(_("scale"), default=list)
    may_be_na = models.BooleanField(_("can be “not applicable”"), default=False)

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

    @cached_property
    def steps(self) -> Scale:
        return Scale.from_json(self.scale)
