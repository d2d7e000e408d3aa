import uuid
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pioneers.states import ANNOUNCED_EDITIONS, EditionState
from portal.core.money import CURRENCIES, Money
from portal.core.state_field import StateField
from portal.core.texts import localised


class Edition(models.Model):
    """One year of the Nordic Pioneer Prize. Every figure of the prize is a setting here: the rules differ by year.

    The nomination window is half-open: `opens_at` is in it, `closes_at` is the first instant after it. Both are shown
    in `zone` and in the reader's own. `reveal_at` is the embargo: the first instant at which anyone outside the
    secretariat may learn who was chosen. While `reveal_held_at` is set, that instant does not come.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    state = StateField(_("state"), max_length=20, states=EditionState, default=EditionState.DRAFT, editable=False)
    titles = models.JSONField(_("title"), default=dict)
    introductions = models.JSONField(_("introduction"), default=dict, blank=True)

    opens_at = models.DateTimeField(_("nominations open"))
    closes_at = models.DateTimeField(_("nominations close"))
    reveal_at = models.DateTimeField(_("reveal"), help_text=_("Nobody outside the secretariat sees who won before."))
    zone = models.CharField(_("time zone"), max_length=60, default="Europe/Copenhagen")

    min_age = models.PositiveSmallIntegerField(_("lowest age"), default=15)
    max_age = models.PositiveSmallIntegerField(_("highest age"), default=25)
    age_on = models.DateField(_("age counted on"))
    countries = models.JSONField(_("countries and territories"), default=list)

    prize_minor = models.BigIntegerField(_("prize, in minor units"), default=0)
    prize_currency = models.CharField(
        _("currency"), max_length=3, default="DKK", choices=[(code, code) for code in CURRENCIES]
    )
    laureate_limit = models.PositiveSmallIntegerField(_("laureates"), default=4)
    shortlist_limit = models.PositiveSmallIntegerField(_("places on the shortlist"), default=10)

    words_did = models.PositiveSmallIntegerField(_("words: what they did"), default=250)
    words_changed = models.PositiveSmallIntegerField(_("words: what changed"), default=200)
    words_courage = models.PositiveSmallIntegerField(_("words: why it took courage"), default=200)
    links_limit = models.PositiveSmallIntegerField(_("links"), default=5)
    files_limit = models.PositiveSmallIntegerField(_("files"), default=5)
    members_limit = models.PositiveSmallIntegerField(_("people in a group"), default=6)

    consent_days = models.PositiveSmallIntegerField(_("days a nominee has to answer"), default=21)
    consent_years = models.PositiveSmallIntegerField(_("years a consent holds"), default=3)
    wording_version = models.CharField(_("version of the consent wording"), max_length=20, default="2026-1")

    reveal_held_at = models.DateTimeField(_("reveal held since"), null=True, editable=False)
    # Why the choice was concluded although the jury's reviews were not closed and complete. Who and when: the history.
    override_reasons = models.TextField(
        _("why the choice was concluded without closed, complete reviews"), default="", blank=True, editable=False
    )
    results_sent_at = models.DateTimeField(_("e-mails with the result sent"), null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="edition_closes_after_opening"),
            models.CheckConstraint(condition=Q(reveal_at__gte=F("closes_at")), name="edition_reveal_after_closing"),
            models.CheckConstraint(condition=Q(max_age__gte=F("min_age")), name="edition_age_bounds"),
            models.CheckConstraint(condition=Q(prize_minor__gte=0), name="edition_prize_not_negative"),
        ]
        indexes = [models.Index(fields=["state", "reveal_at"], name="edition_reveal")]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        """The title in the active language, or the year."""
        return localised(self.titles) or str(self.year)

    title.fget.short_description = _("Title")

    @property
    def prize(self) -> Money:
        """What each laureate receives."""
        return Money(self.prize_minor, self.prize_currency)

    @property
    def tzinfo(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def takes_nominations(self, at) -> bool:
        """Whether a nomination sent at this instant is in the window."""
        return self.state in ANNOUNCED_EDITIONS and self.opens_at <= at < self.closes_at

    def is_revealed(self, at) -> bool:
        """Whether the choice is made, its embargo has ended, and nobody holds it."""
        return self.state == EditionState.DECIDED and self.reveal_held_at is None and self.reveal_at <= at
