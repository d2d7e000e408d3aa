"""The outbox: one row a letter, committed with the change it tells of and sent afterwards."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.search import FoldedField, TrigramIndex
from portal.core.state_field import StateField
from portal.mail.kinds import letter_label
from portal.mail.models.batch import Batch
from portal.mail.placeholders import hidden
from portal.mail.states import ENDED, FAILED, AttemptOutcome, LetterState


class Letter(models.Model):
    """A letter to one reader, written in their language when it was put in the outbox.

    `reason` says why it exists and is unique: the same reason never makes a second letter. `subject`, `text` and `html`
    carry marks where a link or a code belongs; those are put in at sending and are never stored readable. `message_id`
    is settled here once, so that a letter whose sending was cut off goes again as the same message.
    """

    class Priority(models.IntegerChoices):
        """Who goes first when many wait: someone is looking at the screen for a code; a batch can wait."""

        NOW = 0, _("At once")
        ORDINARY = 1, _("Ordinary")
        BATCH = 2, _("In a batch")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reason = models.CharField(_("reason"), max_length=200, unique=True)
    message_id = models.CharField(max_length=255, unique=True)
    state = StateField(_("state"), max_length=10, states=LetterState, default=LetterState.WAITING)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.ORDINARY)

    to_email = models.CharField(_("e-mail address"), max_length=320)
    to_name = models.CharField(_("name"), max_length=300, blank=True)
    to_uuid = models.UUIDField(null=True, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    search_text = FoldedField("to_name", "to_email")

    template = models.CharField(_("type of e-mail"), max_length=120)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    secrets = models.JSONField(default=dict, blank=True)
    attachments = models.JSONField(default=list, blank=True)
    about_kind = models.CharField(max_length=100, blank=True)
    about_uuid = models.UUIDField(null=True, blank=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="letters")

    queued_at = models.DateTimeField(_("written"))
    next_at = models.DateTimeField(_("next attempt"))
    expires_at = models.DateTimeField(_("not sent after"), null=True, blank=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    trying_since = models.DateTimeField(null=True, blank=True)
    claim = models.UUIDField(null=True, blank=True, editable=False)
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    last_words = models.TextField(_("what the server said"), blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        ordering = ["-queued_at", "-id"]
        indexes = [
            models.Index(fields=["state", "priority", "next_at", "id"], name="letter_due"),
            models.Index(fields=["-queued_at", "-id"], name="letter_newest"),
            models.Index(fields=["state", "-queued_at", "-id"], name="letter_state_newest"),
            models.Index(fields=["template", "-queued_at", "-id"], name="letter_template_newest"),
            models.Index(fields=["batch", "state"], name="letter_batch"),
            models.Index(fields=["about_kind", "about_uuid"], name="letter_about"),
            models.Index(fields=["to_email"], name="letter_to_email"),
            models.Index(fields=["to_uuid"], name="letter_to_uuid"),
            TrigramIndex(fields=["search_text"], name="letter_search"),
        ]
        constraints = [
            models.CheckConstraint(
                name="letter_claimed_while_sending",
                condition=models.Q(state="sending", claim__isnull=False, claimed_until__isnull=False)
                | (~models.Q(state="sending") & models.Q(claim__isnull=True, claimed_until__isnull=True)),
            ),
            models.CheckConstraint(
                name="letter_ended_at_its_end",
                condition=models.Q(state__in=sorted(ENDED), ended_at__isnull=False)
                | (~models.Q(state__in=sorted(ENDED)) & models.Q(ended_at__isnull=True)),
            ),
        ]

    def __str__(self):
        return str(self.uuid)[:8]

    def _masked_subject(self) -> str:
        """The subject as it may be shown in the staff screens."""
        return hidden(self.subject, self.uuid) or letter_label(self.template)

    # Wagtail reads the heading of a column off the function.
    _masked_subject.short_description = _("Subject")
    masked_subject = property(_masked_subject)

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None

    @property
    def has_failed(self) -> bool:
        return self.state in FAILED


class Attempt(models.Model):
    """One try at handing a letter to the mail server, and what became of it, in the server's words."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="tries")
    number = models.PositiveIntegerField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=AttemptOutcome.choices, default=AttemptOutcome.BEGUN)
    words = models.TextField(blank=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["letter", "number"], name="one_attempt_a_number")]

    def __str__(self):
        return f"{self.letter_id}/{self.number}"
