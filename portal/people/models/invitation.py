import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.mailbox_field import MailboxField


class Invitation(models.Model):
    """A colleague asked to join the secretariat: the address, and the roles that are theirs once they have accepted
    through the link in the letter."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"))
    mailbox = MailboxField("email")
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")
    roles = models.JSONField(_("roles"), default=list)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("invited by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited"))
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["mailbox"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="people_invitation_one_open_per_address",
            ),
        ]
        indexes = [models.Index(fields=["-invited_at", "-id"], name="people_invitation_newest")]

    def __str__(self):
        return str(self.uuid)[:8]

    def is_open(self, at) -> bool:
        """Whether it can still be accepted at that instant."""
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at
