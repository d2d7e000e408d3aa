"""Letters that go out together, once someone has looked at them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.mail.kinds import letter_label


class Batch(models.Model):
    """Letters that belong together: the decisions of a call, the invitations of a round. What has become of them is
    counted from the letters. `key` is given by whoever writes them ("grants.decisions:<call uuid>")."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(_("key"), max_length=200, unique=True)
    template = models.CharField(_("type of e-mail"), max_length=120)
    opened_at = models.DateTimeField(_("first e-mail"))

    class Meta:
        verbose_name = _("batch of e-mails")
        verbose_name_plural = _("batches of e-mails")
        ordering = ["-opened_at", "-id"]
        indexes = [models.Index(fields=["-opened_at", "-id"], name="batch_newest")]

    def __str__(self):
        return self.key

    def _kind(self) -> str:
        """The kind of its letters, in words."""
        return letter_label(self.template)

    # Wagtail reads the heading of a column off the function.
    _kind.short_description = _("Type of e-mail")
    kind = property(_kind)
