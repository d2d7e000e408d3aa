"""Links in letters. The row holds no token: it follows from the key of the site and the row's uuid."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Link(models.Model):
    """Lets whoever reads a letter at `email` act for `about`, for one `purpose` (portal.mail.purposes)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField(max_length=80)
    about_kind = models.CharField(max_length=100)
    about_uuid = models.UUIDField()
    email = models.CharField(_("e-mail address"), max_length=320)
    name = models.CharField(_("name"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    to_uuid = models.UUIDField(null=True, blank=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    replaces = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replacements")

    class Meta:
        verbose_name = _("link in an e-mail")
        verbose_name_plural = _("links in e-mails")
        indexes = [
            models.Index(fields=["about_kind", "about_uuid", "purpose"], name="link_about"),
            models.Index(fields=["to_uuid"], name="link_to_uuid"),
            models.Index(fields=["email"], name="link_email"),
        ]

    def __str__(self):
        return str(self.uuid)[:8]
