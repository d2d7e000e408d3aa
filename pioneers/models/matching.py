import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pioneers.states import MatchState
from portal.core.state_field import StateField


class MatchKey(models.Model):
    """One key a candidacy is found under when a nomination comes that may be about the same nominee: two words of its
    name in their coarsest spelling, or a mailbox. Digests: nobody reads a name or an address in them."""

    candidacy = models.ForeignKey("pioneers.Candidacy", on_delete=models.CASCADE, related_name="match_keys")
    edition = models.ForeignKey("pioneers.Edition", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=26)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "key", "candidacy"], name="match_key_once")]

    def __str__(self):
        return self.key


class PossibleMatch(models.Model):
    """Two candidacies of one edition that may be about the same person or group, and what staff decided.

    Nothing joins them but a person's decision. One that was found to be two is not suggested again.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    earlier = models.ForeignKey(
        "pioneers.Candidacy",
        verbose_name=_("earlier candidacy"),
        on_delete=models.CASCADE,
        related_name="later_matches",
    )
    later = models.ForeignKey(
        "pioneers.Candidacy",
        verbose_name=_("later candidacy"),
        on_delete=models.CASCADE,
        related_name="earlier_matches",
    )
    is_name_alike = models.BooleanField(_("names are alike"), default=False)
    is_address_shared = models.BooleanField(_("an address is the same"), default=False)
    state = StateField(_("state"), max_length=20, states=MatchState, default=MatchState.OPEN, editable=False)
    joined = models.ForeignKey(
        "pioneers.Candidacy",
        verbose_name=_("joined"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    found_at = models.DateTimeField(_("found"))
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("possible match")
        verbose_name_plural = _("possible matches")
        ordering = ["-found_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="possible_match_once"),
            models.CheckConstraint(condition=Q(earlier__lt=F("later")), name="possible_match_in_order"),
        ]
        indexes = [models.Index(fields=["state", "found_at"], name="possible_match_state")]

    def __str__(self):
        return str(self.uuid)[:8]

    @property
    def pair(self) -> tuple:
        """Both candidacies, the earlier first."""
        return self.earlier, self.later
