import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.cities.models.city import City


class ContactPerson(models.Model):
    """Who speaks for a city, from one instant until another (`until` itself no more).

    One at a time: the database holds it. Rows are kept as history; the account of someone
    erased is taken out of closed rows.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.PROTECT, related_name="contact_persons")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="contact_persons",
    )
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["-since", "-pk"]
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")
        constraints = [
            models.UniqueConstraint(
                fields=["city"], condition=models.Q(until__isnull=True), name="one_contact_person_a_city"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="contact_person_ends_after_beginning",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=False) | models.Q(user__isnull=False),
                name="contact_person_is_somebody",
            ),
        ]
        indexes = [models.Index(fields=["user", "until"], name="contact_person_of_user")]

    def __str__(self):
        return str(self.uuid)[:8]
