import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.cities.models import City
from portal.core.mailbox_field import MailboxField
from portal.core.search import FoldedField
from portal.core.state_field import StateField
from portal.events.models.event import Event
from portal.events.states import RegistrationState
from portal.mail.recipients import Recipient


class Registration(models.Model):
    """Somebody who comes to an event or waits for a place: in the team of a `city`, alone, or as the guest of a `host`.
    One row a person and event while it counts; who signed off and comes back gets a new one, last in the line."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="registrations")
    city = models.ForeignKey(
        City, verbose_name=_("city"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    host = models.ForeignKey(
        "self", verbose_name=_("guest of"), null=True, blank=True, on_delete=models.PROTECT, related_name="guests"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    mailbox = MailboxField("email")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")
    state = StateField(_("state"), max_length=20, states=RegistrationState, default=RegistrationState.WAITING)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("signed up by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    registered_at = models.DateTimeField(_("signed up"))
    cancelled_at = models.DateTimeField(_("signed off"), null=True, blank=True)
    checked_in_at = models.DateTimeField(_("came in"), null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    search_text = FoldedField("name", "email")

    class Meta:
        ordering = ["registered_at", "pk"]
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "mailbox"],
                condition=~Q(state="cancelled") & Q(erased_at__isnull=True),
                name="event_registration_once",
            ),
            models.CheckConstraint(
                condition=Q(checked_in_at__isnull=True) | Q(state="confirmed"), name="event_checked_in_has_place"
            ),
        ]
        indexes = [
            models.Index(fields=["event", "state", "registered_at"], name="event_registration_line"),
            models.Index(fields=["event", "city"], name="event_registration_team"),
            models.Index(fields=["mailbox"], name="event_registration_mailbox"),
        ]

    def __str__(self):
        return str(self.uuid)[:8]

    @property
    def recipient(self) -> Recipient:
        return Recipient(self.email, self.name, self.language, self.user.uuid if self.user else self.uuid)

    @property
    def team(self) -> int | None:
        """The city whose team they count in; guests count in none."""
        return None if self.host_id else self.city_id
