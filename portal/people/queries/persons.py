"""Reading people. Only programme managers and administrators see a list of them; everybody else meets people through
what they are about (a candidacy, an application)."""

from datetime import datetime

from django.db.models import QuerySet

from portal.core.actors import Viewer
from portal.people.models import Invitation, Person


def people_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Person]:
    """People as the secretariat's list shows them. Who was erased is gone; who is kept out of use is an
    administrator's matter alone."""
    if not viewer.has_perm("people.see_people"):
        return Person.objects.none()
    people = Person.objects.filter(erased_at=None)
    if not viewer.has_perm("people.see_restricted"):
        people = people.filter(restricted_at=None)
    return people


def invitations_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Invitation]:
    """Invitations of colleagues, for administrators."""
    if not viewer.has_perm("people.invite_staff"):
        return Invitation.objects.none()
    return Invitation.objects.order_by("-invited_at", "-id")
