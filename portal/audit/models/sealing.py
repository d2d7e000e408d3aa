import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Segment(models.Model):
    """A sealed stretch of the record. `root` commits to every entry in it, in order, and to the segment before it;
    it is also published to the log, where whoever holds the database cannot reach it. Kept for good."""

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    previous_root = models.CharField(_("root before"), max_length=64, blank=True)
    root = models.CharField(_("root"), max_length=64)
    size = models.PositiveIntegerField(_("entries"))
    sealed_at = models.DateTimeField(_("sealed"))
    keep_until = models.DateTimeField(_("kept until"))

    class Meta:
        verbose_name = _("sealed segment")
        verbose_name_plural = _("sealed segments")

    def __str__(self):
        return f"{self.number} {self.root[:12]}"


class Seal(models.Model):
    """Where one entry stands in the sealed record. `digest` is the entry's salted hash; `chain` the hash of everything
    in the segment up to and including it."""

    entry = models.BigIntegerField(_("entry"), unique=True)
    segment = models.PositiveBigIntegerField(_("segment"))
    position = models.PositiveIntegerField(_("position"))
    digest = models.CharField(_("salted hash"), max_length=64)
    chain = models.CharField(_("chained hash"), max_length=64)

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        constraints = [models.UniqueConstraint(fields=["segment", "position"], name="audit_one_seal_per_position")]

    def __str__(self):
        return f"{self.segment}/{self.position}"


class Drop(models.Model):
    """The permit to drop a segment past its term. The triggers let its entries and seals go when, and only when, this
    row stands; and this row can only be made once the database's own clock has passed the segment's `keep_until`."""

    segment = models.PositiveBigIntegerField(_("segment"), unique=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("dropped segment")
        verbose_name_plural = _("dropped segments")

    def __str__(self):
        return str(self.segment)
