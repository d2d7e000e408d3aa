import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.cities.models.city import City
from portal.cities.models.country import Country
from portal.cities.states import OrganisationKind
from portal.core.search import FoldedField, TrigramIndex


class Organisation(models.Model):
    """A body that can apply, be a partner or be paid. Its number is checked by its country's own rules and kept without
    spaces; the same number can't be registered twice in a country. Small associations may have none."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    name = models.CharField(_("name"), max_length=200)
    country = models.ForeignKey(
        Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="organisations"
    )
    registration_number = models.CharField(_("registration number"), max_length=20, blank=True)
    city = models.ForeignKey(
        City, verbose_name=_("city"), null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    registered_at = models.DateTimeField(_("registered"), auto_now_add=True)
    search_text = FoldedField("name", "registration_number")

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["country", "registration_number"],
                condition=~models.Q(registration_number=""),
                name="organisation_number_once_a_country",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=OrganisationKind.values), name="organisation_kind_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="organisation_by_name"),
            TrigramIndex(fields=["search_text"], name="organisation_search"),
        ]

    def __str__(self):
        return self.name
