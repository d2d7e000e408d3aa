import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.states import ApplicationState
from portal.core.keys_field import KeysField, mailboxes_in
from portal.core.money import Money
from portal.core.search import FoldedField, TrigramIndex
from portal.core.state_field import StateField
from portal.core.texts import fold

if TYPE_CHECKING:
    from grants.models.award import Award


class Application(models.Model):
    """What a body submits to a call. `answers` is what is being written, under stable question ids; what was submitted
    is in its versions and never changes. `draft_revision` rises with every save and guards against two tabs overwriting
    each other; `draft_tab` is the random mark of the page that saved last."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call = models.ForeignKey("grants.Call", models.PROTECT, related_name="applications", verbose_name=_("call"))
    organisation = models.ForeignKey(
        "cities.Organisation", models.PROTECT, related_name="applications", verbose_name=_("applicant")
    )
    city = models.ForeignKey(
        "cities.City", models.PROTECT, null=True, blank=True, related_name="applications", verbose_name=_("city")
    )
    reference = models.CharField(_("reference"), max_length=16, unique=True, null=True, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    applicant_name = models.CharField(_("applicant's name"), max_length=200, blank=True)
    state = StateField(_("state"), max_length=12, states=ApplicationState, default=ApplicationState.DRAFT)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    draft_revision = models.PositiveIntegerField(_("times saved"), default=0)
    draft_tab = models.CharField(max_length=40, blank=True, editable=False)
    sought_minor = models.BigIntegerField(_("amount applied for"), default=0)
    language = models.CharField(_("language"), max_length=5, default="en")
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="applications", verbose_name=_("contact")
    )
    started_at = models.DateTimeField(_("started"))
    changed_at = models.DateTimeField(_("changed"))
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    submission_count = models.PositiveSmallIntegerField(_("times submitted"), default=0)
    receipted_version = models.PositiveSmallIntegerField(_("version with a receipt"), default=0)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    missed_at = models.DateTimeField(_("told that the call closed without it"), null=True, blank=True)
    decision = models.OneToOneField(
        "grants.Decision", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decision")
    )
    search_text = FoldedField("reference", "title", "applicant_name")
    partner_keys = KeysField("named_partners")

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-submitted_at", "-pk"]
        indexes = [
            models.Index(fields=["call", "state", "submitted_at"], name="application_call_state"),
            models.Index(fields=["state", "submitted_at"], name="application_state_submitted"),
            models.Index(fields=["-submitted_at", "-id"], name="application_newest"),
            models.Index(fields=["title"], name="application_title"),
            models.Index(fields=["sought_minor"], name="application_sought"),
            models.Index(
                fields=["submitted_at"],
                name="application_unacknowledged",
                condition=Q(receipted_version__lt=models.F("submission_count")),
            ),
            TrigramIndex(fields=["search_text"], name="application_search"),
            TrigramIndex(fields=["partner_keys"], name="application_partners"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(sought_minor__gte=0), name="application_sought_not_negative"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(reference__isnull=False),
                name="application_submitted_has_reference",
            ),
        ]

    def __str__(self):
        return self.reference or str(self.uuid)[:8]

    @property
    def named_partners(self) -> set[str]:
        """What partners are known by: the name of each, and every mailbox that stands beside it."""
        rows = self.answers.get("partners") or []
        return mailboxes_in(*(text for row in rows for text in row.values())) | {
            partner_key(row.get("name", "")) for row in rows if row.get("name")
        }

    def save(self, *args, update_fields=None, **options):
        if update_fields is not None and "answers" in update_fields:
            update_fields = {*update_fields, "partner_keys"}
        super().save(*args, update_fields=update_fields, **options)

    @property
    def sought(self) -> Money:
        return Money(self.sought_minor, self.call.fund.currency)

    sought.fget.short_description = _("Amount applied for")

    @property
    def award_or_none(self) -> "Award | None":
        """Its award, or None where it has none: `award` itself raises then."""
        return getattr(self, "award", None)


def partner_key(name: str) -> str:
    """The key of a partner's name, however it is written."""
    return f"name:{fold(name)}"


def snapshot_answers(snapshot: dict) -> dict:
    """The answers of a snapshot; nothing in each of them once its term has passed."""
    return {"partners": [], "budget": [], **snapshot.get("answers", {})}


class SubmittedVersionFixed(Exception):
    """Someone tried to change or delete a version that was submitted."""


class SubmittedVersion(models.Model):
    """An application as it was submitted once. `sha256` is the digest of the canonical JSON of `snapshot`."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    snapshot = models.JSONField(_("as submitted"))
    sha256 = models.CharField(max_length=64)
    sought_minor = models.BigIntegerField(_("amount applied for"))
    at = models.DateTimeField(_("submitted"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("version of an application")
        verbose_name_plural = _("versions of applications")
        ordering = ["application", "number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="application_version_once")]

    def __str__(self):
        return f"{self.application_id}/{self.number}"

    @property
    def answers(self) -> dict:
        return snapshot_answers(self.snapshot)

    def save(self, *args, **options):
        if self.pk is not None:
            raise SubmittedVersionFixed(self.uuid)
        super().save(*args, **options)

    def delete(self, *args, **options):
        raise SubmittedVersionFixed(self.uuid)
