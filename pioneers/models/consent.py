import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """What a consent is about. The first is what lets a jury read; the rest are for the public page."""

    CANDIDACY = "candidacy", _("being judged for the prize")
    NAME = "name", _("name or pen name on the public page")
    PLACE = "place", _("place on the public page")
    SCHOOL = "school", _("school or organisation on the public page")
    PICTURE = "picture", _("picture on the public page")


class ConsentRequest(models.Model):
    """A question put to one person: to the nominee, or to the guardian the nominee named. Their lasting page hangs on
    it; it says who answers, never what was answered."""

    class Role(models.TextChoices):
        NOMINEE = "nominee", _("nominee")
        GUARDIAN = "guardian", _("guardian")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nominee = models.ForeignKey("pioneers.Nominee", on_delete=models.CASCADE, related_name="requests")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="consent_requests")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    asked_at = models.DateTimeField(_("asked"))
    renewal_asked_at = models.DateTimeField(_("last asked to renew"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("request for consent")
        verbose_name_plural = _("requests for consent")
        constraints = [
            models.UniqueConstraint(
                fields=["nominee", "role"], condition=Q(ended_at__isnull=True), name="consent_one_open_request_a_role"
            )
        ]

    def __str__(self):
        return str(self.uuid)[:8]


# A yes that was neither taken back nor replaced by a renewed one. Whether it has run out depends on the instant.
IN_FORCE = Q(withdrawn_at__isnull=True, replaced_at__isnull=True)


class Consent(models.Model):
    """A recorded yes to one scope: in which wording, by whom, when, until when, and when it was taken back.

    A row is never changed but to note that it was taken back, or that a renewed one took its place. A no is not held
    here: it is the nominee's state.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nominee = models.ForeignKey("pioneers.Nominee", on_delete=models.CASCADE, related_name="consents")
    scope = models.CharField(_("scope"), max_length=20, choices=Scope.choices)
    wording_version = models.CharField(_("wording"), max_length=20)
    language = models.CharField(_("language it was read in"), max_length=5)
    given_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="consents_given")
    role = models.CharField(_("given as"), max_length=10, choices=ConsentRequest.Role.choices)
    given_at = models.DateTimeField(_("given"))
    expires_at = models.DateTimeField(_("ends"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    replaced_at = models.DateTimeField(_("replaced by a renewed one"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["nominee", "scope", "role"],
                condition=IN_FORCE,
                name="consent_once_a_scope_and_role",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("given_at")), name="consent_ends_after_it_is_given"),
        ]
        indexes = [models.Index(fields=["expires_at"], name="consent_expiry")]

    def __str__(self):
        return str(self.uuid)[:8]


class ConsentAge(models.Model):
    """From which age a person consents alone to an act in a country: dated data, 18 where no row says otherwise.

    `ends` is the first day on which the row no longer holds. `source` names the law or the authority's word.
    """

    class Act(models.TextChoices):
        NOMINATION = "nomination", _("being nominated")
        PICTURE = "picture", _("having a picture shown")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    act = models.CharField(_("act"), max_length=20, choices=Act.choices)
    country = models.CharField(_("country"), max_length=2)
    age = models.PositiveSmallIntegerField(_("age"))
    starts = models.DateField(_("holds from"))
    ends = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("age without a guardian")
        verbose_name_plural = _("ages without a guardian")
        ordering = ["country", "act", "starts"]
        constraints = [
            models.UniqueConstraint(fields=["act", "country", "starts"], name="consent_age_once_a_day"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")), name="consent_age_ends_after_start"
            ),
        ]

    def __str__(self):
        return f"{self.country} {self.act} {self.age}"
