import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.alliance.models.theme import Theme
from portal.alliance.states import PublicationKind, PublicationState
from portal.core.search import FoldedField, TrigramIndex
from portal.core.state_field import StateField
from portal.core.texts import localised


class Publication(models.Model):
    """Something members read in the library: files (portal.documents), or a link to a recording, with its title and
    summary as `{language: text}`. `language` is that of the document itself. `published_at` is when it was published
    first, and stays when it is withdrawn and published again."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=PublicationKind)
    title = models.JSONField(_("title"), default=dict)
    summary = models.JSONField(_("summary"), default=dict, blank=True)
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), blank=True, related_name="publications")
    language = models.CharField(_("language of the document"), max_length=5, choices=settings.LANGUAGES)
    link = models.URLField(_("link to the recording"), max_length=500, blank=True)
    state = StateField(_("state"), max_length=10, states=PublicationState, default=PublicationState.DRAFT)
    added_at = models.DateTimeField(_("added"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    withdrawal_reason = models.TextField(_("why it was withdrawn"), blank=True)
    search_text = FoldedField("words")

    class Meta:
        ordering = ["-added_at", "-pk"]
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(published_at__isnull=False),
                name="publication_published_has_day",
            )
        ]
        indexes = [
            models.Index(fields=["state", "-published_at"], name="publication_newest"),
            models.Index(fields=["-added_at", "-id"], name="publication_newest_added"),
            TrigramIndex(fields=["search_text"], name="publication_search"),
        ]

    def __str__(self):
        return localised(self.title) or str(self.uuid)[:8]

    @property
    def words(self) -> str:
        """What it is found by: title and summary in every language."""
        return " ".join([*self.title.values(), *self.summary.values()])
