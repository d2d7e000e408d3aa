import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.alliance.states import ExpertState
from portal.core.mailbox_field import MailboxField
from portal.core.search import FoldedField, TrigramIndex
from portal.core.state_field import StateField
from portal.mail.recipients import Recipient


class ExpertField(models.Model):
    """What an expert knows about, as the experts themselves name it."""

    name = models.CharField(_("field"), max_length=80, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("field of expertise")
        verbose_name_plural = _("fields of expertise")

    def __str__(self):
        return self.name


class Expert(models.Model):
    """A researcher or practitioner whom cities may ask. Entered by staff, shown once the person has confirmed it, and
    theirs from then on: they hide, change and erase it. The address is seen by staff alone.

    `languages`: codes with a space between them; they are written to in the first.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    mailbox = MailboxField("email", unique=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    fields = models.ManyToManyField(ExpertField, verbose_name=_("fields"), related_name="experts")
    languages = models.CharField(_("languages"), max_length=40, blank=True)
    about = models.TextField(_("about"), blank=True)
    state = StateField(_("state"), max_length=10, states=ExpertState, default=ExpertState.ASKED)
    entered_at = models.DateTimeField(_("entered"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    search_text = FoldedField("name", "organisation", "about")

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="asked") | models.Q(confirmed_at__isnull=False),
                name="expert_shown_has_confirmed",
            )
        ]
        indexes = [
            models.Index(fields=["state", "name"], name="expert_by_state"),
            models.Index(fields=["name", "id"], name="expert_by_name"),
            TrigramIndex(fields=["search_text"], name="expert_search"),
        ]

    def __str__(self):
        return str(self.uuid)[:8]

    @property
    def language_codes(self) -> list[str]:
        return self.languages.split()

    @property
    def recipient(self) -> Recipient:
        """Written to in the first language they named."""
        return Recipient(self.email, self.name, (self.language_codes or ["en"])[0], self.uuid)
