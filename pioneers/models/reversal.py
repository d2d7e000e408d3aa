from django.db import models
from django.db.models import Q

from portal.audit.models import AbstractReversal


class Reversal(AbstractReversal):
    """A step of an edition, a candidacy or a nomination that staff took back, corrected or did all the same."""

    edition = models.ForeignKey("pioneers.Edition", models.CASCADE, null=True, blank=True, related_name="reversals")
    candidacy = models.ForeignKey("pioneers.Candidacy", models.CASCADE, null=True, blank=True, related_name="reversals")
    nomination = models.ForeignKey(
        "pioneers.Nomination", models.CASCADE, null=True, blank=True, related_name="reversals"
    )

    class Meta(AbstractReversal.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(reasons=""), name="prize_reversal_has_reasons"),
            models.CheckConstraint(
                condition=(
                    Q(edition__isnull=False, candidacy=None, nomination=None)
                    | Q(edition=None, candidacy__isnull=False, nomination=None)
                    | Q(edition=None, candidacy=None, nomination__isnull=False)
                ),
                name="prize_reversal_of_one_thing",
            ),
        ]
