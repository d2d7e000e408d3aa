import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.mailbox_field import MailboxField
from portal.core.search import FoldedField, TrigramIndex
from portal.mail.recipients import Recipient


class Person(models.Model):
    """Someone in the world: a nominee, a guardian, a juror, a member of a project team. They may have an account
    (`user`) or never want one.

    `is_protected` says that whereabouts must not be betrayed (protected identity exists in every Nordic country under
    its own name). It holds neither the kind nor the reason, and is shown to programme managers and administrators
    alone.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
    )
    given_name = models.CharField(_("given name"), max_length=120, blank=True)
    family_name = models.CharField(_("family name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    mailbox = MailboxField("email")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters as in ISO 3166, for example NO or GL.")
    )
    is_protected = models.BooleanField(_("whereabouts protected"), default=False)
    guardian = models.ForeignKey(
        "self",
        verbose_name=_("guardian"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="wards",
    )
    restricted_at = models.DateTimeField(_("restricted since"), null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    search_text = FoldedField("given_name", "family_name", "email")

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(guardian__isnull=True) | ~models.Q(guardian=models.F("id")),
                name="people_person_not_own_guardian",
            ),
        ]
        indexes = [
            TrigramIndex(fields=["search_text"], name="people_person_search"),
            models.Index(fields=["family_name", "given_name", "id"], name="people_person_name"),
            models.Index(fields=["country", "id"], name="people_person_country"),
            models.Index(fields=["email"], name="people_person_email"),
            models.Index(fields=["mailbox"], name="people_person_mailbox"),
            models.Index(fields=["-created_at", "-id"], name="people_person_created"),
        ]

    def __str__(self):
        return str(self.uuid)[:8]

    @property
    def name(self) -> str:
        """Given and family name as one reads them."""
        return f"{self.given_name} {self.family_name}".strip()

    name.fget.short_description = _("Name")

    @property
    def recipient(self) -> Recipient:
        """Where and in which language letters reach this person."""
        return Recipient(email=self.email, name=self.name, language=self.language, uuid=self.uuid)

    def age_on(self, day) -> int | None:
        """Whole years lived on `day`, or None where no date of birth is held."""
        if self.birth_date is None:
            return None
        before_birthday = (day.month, day.day) < (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - before_birthday
