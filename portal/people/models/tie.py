import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tie(models.Model):
    """A bond between a person and another person, an organisation or a city, from which recusals follow.

    Declared by the person, or derived from what the portal knows (a contact person is tied to their city). The other
    end is named by kind (`people.person`, `cities.organisation`, `cities.city`) and uuid: a lower app knows none of
    them.
    """

    class Nature(models.TextChoices):
        FAMILY = "family", _("family")
        FRIENDSHIP = "friendship", _("close friendship")
        WORK = "work", _("works or worked together")
        EMPLOYMENT = "employment", _("employed there")
        OFFICE = "office", _("holds an office or sits on the board")
        CONTACT = "contact", _("is its contact person")
        RESIDENCE = "residence", _("lives there")
        RIVALRY = "rivalry", _("a dispute or rivalry")
        OTHER = "other", _("something else")

    class Source(models.TextChoices):
        DECLARED = "declared", _("declared")
        DERIVED = "derived", _("derived")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("people.Person", verbose_name=_("person"), on_delete=models.CASCADE, related_name="ties")
    kind = models.CharField(_("to a"), max_length=60)
    target = models.UUIDField(_("to"))
    nature = models.CharField(_("kind of bond"), max_length=20, choices=Nature.choices)
    source = models.CharField(_("source"), max_length=10, choices=Source.choices, default=Source.DECLARED)
    note = models.CharField(_("details"), max_length=300, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("tie")
        verbose_name_plural = _("ties")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "target", "nature", "source"], name="people_tie_once"),
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gte=models.F("since")),
                name="people_tie_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["kind", "target"], name="people_tie_target")]

    def __str__(self):
        return str(self.uuid)[:8]
