import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class RetentionRule(models.Model):
    """How long a noun is kept for a purpose, on which legal basis, in one country (or wherever no own rule stands).

    Data, not code: bookkeeping law alone differs from five years (DK, NO) to ten (FI).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    noun = models.CharField(
        _("type of data"), max_length=100, help_text=_("What is kept, for example pioneers.nomination.")
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        help_text=_("Two letters. Empty: all countries without a rule of their own."),
    )
    purpose = models.CharField(_("purpose"), max_length=300)
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    counted_from = models.CharField(
        _("counted from"), max_length=200, help_text=_("For example: the end of the year of the last payment.")
    )
    months = models.PositiveSmallIntegerField(_("months kept"))

    class Meta:
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")
        ordering = ["noun", "country"]
        constraints = [
            models.UniqueConstraint(fields=["noun", "country"], name="audit_one_rule_per_noun_and_country"),
            models.CheckConstraint(condition=Q(months__gt=0), name="audit_rule_keeps_for_a_while"),
        ]

    def __str__(self):
        return f"{self.noun} {self.country}".strip()

    def get_purpose_display(self) -> str:
        return in_readers_language(self.purpose)

    def get_legal_basis_display(self) -> str:
        return in_readers_language(self.legal_basis)

    def get_counted_from_display(self) -> str:
        return in_readers_language(self.counted_from)


def in_readers_language(text: str) -> str:
    """A text of a rule as it is read: what an app began with is translated, what an administrator wrote is not."""
    return gettext(text) if text else ""


class Restriction(models.Model):
    """Data kept although its erasure was asked for, because law allows or demands it (GDPR art. 17(3), 18): why, and
    when to look again. It points at its subject by kind and uuid; there is no foreign key to lose."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=100)
    subject = models.UUIDField(_("subject"))
    source = models.CharField(_("what is kept"), max_length=100)
    reason = models.CharField(_("reason"), max_length=300)
    imposed_at = models.DateTimeField(_("since"))
    review_at = models.DateTimeField(_("review on"))
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)

    class Meta:
        verbose_name = _("restriction")
        verbose_name_plural = _("restrictions")
        ordering = ["review_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject", "source"],
                condition=Q(lifted_at=None),
                name="audit_one_open_restriction_per_source",
            )
        ]
        indexes = [models.Index(fields=["lifted_at", "review_at"], name="audit_restriction_review")]

    def __str__(self):
        return f"{self.source} {self.review_at:%Y-%m-%d}"
