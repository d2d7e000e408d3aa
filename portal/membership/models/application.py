import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.cities.models import City
from portal.core.state_field import StateField
from portal.membership.models.membership import Membership
from portal.membership.states import MembershipApplicationState


class MembershipApplication(models.Model):
    """A city asks to join. `answers` are what stands in the form, as it was typed: a draft keeps everything, and what
    was submitted is what the columns say beside it, checked.

    The politician who is named confirms the political decision with an account of their own; then the secretariat
    decides. `reasons`: why it was returned or declined, in the words its writer reads.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(_("reference"), max_length=20, unique=True, null=True, blank=True)
    city = models.ForeignKey(
        City, verbose_name=_("city"), on_delete=models.PROTECT, related_name="membership_applications"
    )
    state = StateField(
        _("state"),
        max_length=10,
        states=MembershipApplicationState,
        default=MembershipApplicationState.DRAFT,
    )
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="membership_applications",
    )
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    draft_revision = models.PositiveIntegerField(default=0)
    contact_name = models.CharField(_("contact person"), max_length=200, blank=True)
    contact_email = models.EmailField(_("e-mail address of the contact person"), blank=True)
    politician = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("politician who confirms"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    politician_position = models.CharField(_("position of the politician"), max_length=120, blank=True)
    decided_on = models.DateField(_("day of the political decision"), null=True, blank=True)
    decided_by = models.CharField(_("body that decided"), max_length=200, blank=True)
    starts = models.DateField(_("wished first day"), null=True, blank=True)
    years = models.PositiveSmallIntegerField(_("years at least"), default=3)
    started_at = models.DateTimeField(_("started"))
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    membership = models.OneToOneField(
        Membership,
        verbose_name=_("membership"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="application",
    )

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = _("application for membership")
        verbose_name_plural = _("applications for membership")
        constraints = [
            models.UniqueConstraint(
                fields=["city"],
                condition=Q(state__in=["submitted", "confirmed"]),
                name="membership_application_once_a_city",
            ),
            models.UniqueConstraint(
                fields=["city", "writer"], condition=Q(state="draft"), name="membership_application_draft_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(membership__isnull=False),
                name="membership_application_approved_has_membership",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "submitted_at"], name="membership_application_state"),
            models.Index(fields=["-started_at", "-id"], name="membership_application_newest"),
        ]

    def __str__(self):
        return self.reference or str(self.uuid)[:8]
