import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.alliance.models.theme import Theme


class LibrarySubscription(models.Model):
    """Somebody's wish to get an e-mail when something is published: about some themes, or about everything.

    `used_at`: when it was made, changed, or last led to an e-mail; from it retention counts.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="library_subscription",
    )
    everything = models.BooleanField(_("about everything"), default=True)
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), blank=True, related_name="subscriptions")
    used_at = models.DateTimeField(_("last used"), db_index=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("subscription to the library")
        verbose_name_plural = _("subscriptions to the library")

    def __str__(self):
        return str(self.uuid)[:8]
