"""Six-digit codes that confirm an address. The row holds no code: it follows from the key of the site and the uuid."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Code(models.Model):
    """A code sent to `email` to confirm it for `about`. A newer code of the same purpose and noun ends it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField(max_length=80)
    about_kind = models.CharField(max_length=100)
    about_uuid = models.UUIDField()
    email = models.CharField(_("e-mail address"), max_length=320)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("code in an e-mail")
        verbose_name_plural = _("codes in e-mails")
        indexes = [
            models.Index(fields=["about_kind", "about_uuid", "purpose", "-id"], name="code_about"),
            models.Index(fields=["email", "issued_at"], name="code_email"),
        ]

    def __str__(self):
        return str(self.uuid)[:8]
