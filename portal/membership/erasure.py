"""Erasing someone takes them out of applications for membership; the city's facts stay."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.audit.erasure import ErasureSource, Subject
from portal.membership.actions.applications import erase_membership_applications
from portal.membership.models import MembershipApplication


class MembershipApplications(ErasureSource):
    """What somebody wrote to join, and what they were asked to confirm."""

    name = "membership.applications"
    label = _("Applications for membership")
    order = 40

    def held(self, subject: Subject) -> int:
        accounts = subject.uuids_of("people.user")
        theirs = Q(writer__uuid__in=accounts) | Q(politician__uuid__in=accounts)
        return MembershipApplication.objects.filter(theirs).count()

    def erase(self, subject: Subject, *, by, at) -> int:
        return erase_membership_applications(users=subject.uuids_of("people.user"), at=at)
