from django.db import models

from portal.audit.models import AbstractReversal


class Reversal(AbstractReversal):
    """A step of an application or of a call that staff took back, corrected or did all the same."""

    call = models.ForeignKey("grants.Call", models.CASCADE, null=True, blank=True, related_name="reversals")
    application = models.ForeignKey(
        "grants.Application", models.CASCADE, null=True, blank=True, related_name="reversals"
    )

    class Meta(AbstractReversal.Meta):
        constraints = [
            models.CheckConstraint(condition=~models.Q(reasons=""), name="reversal_has_reasons"),
            models.CheckConstraint(
                condition=models.Q(call__isnull=False) ^ models.Q(application__isnull=False),
                name="reversal_of_one_thing",
            ),
        ]
