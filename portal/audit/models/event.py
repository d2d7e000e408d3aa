import json
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pseudonym(models.Model):
    """The key table: which subject stands behind a pseudonym in the record. Erasing its rows leaves the entries whole
    and nobody able to say whom they were about.

    A subject may have several rows: two transactions that meet someone for the first time at once each make their own
    rather than wait for (or deadlock with) one another. Reading follows all of them.
    """

    kind = models.CharField(_("kind"), max_length=100)
    subject = models.UUIDField(_("subject"))
    token = models.UUIDField(_("pseudonym"), default=uuid.uuid4, unique=True)

    class Meta:
        verbose_name = _("pseudonym")
        verbose_name_plural = _("pseudonyms")
        indexes = [models.Index(fields=["subject", "kind"], name="audit_pseudonym_subject")]

    def __str__(self):
        return str(self.token)


class AuditEvent(models.Model):
    """One line of the record: who did what to what, and when. Both databases refuse to alter or delete it.

    `actor` and `object` are pseudonyms (Pseudonym.token), never keys of rows; `actor` is empty for the system. `body`
    is the text of a JSON object without personal values, kept as text so that every byte of it is sealed. `salt` makes
    the published hash say nothing about the entry to whoever does not hold it.
    """

    at = models.DateTimeField(_("at"))
    verb = models.CharField(_("what was done"), max_length=100)
    actor_kind = models.CharField(_("kind of actor"), max_length=100, blank=True)
    actor = models.UUIDField(_("actor"), null=True)
    object_kind = models.CharField(_("kind of object"), max_length=100)
    object = models.UUIDField(_("object"))
    body = models.TextField(_("details"), default="{}")
    salt = models.CharField(max_length=32, editable=False)

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        indexes = [
            models.Index(fields=["object", "-id"], name="audit_auditevent_object"),
            models.Index(fields=["actor", "-id"], name="audit_auditevent_actor"),
            models.Index(fields=["verb", "-id"], name="audit_auditevent_verb"),
            models.Index(fields=["object_kind", "-id"], name="audit_auditevent_kind"),
            models.Index(fields=["-at", "-id"], name="audit_auditevent_at"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.verb}"

    @property
    def data(self) -> dict:
        """The details as recorded: states, counts, references, sums, names of fields."""
        return json.loads(self.body)
