"""Events and who comes to them, as the secretariat sees them."""

from datetime import datetime

from django.db.models import QuerySet

from portal.core.actors import Viewer
from portal.events.models import DoorHelper, Event, EventInvitation, ProgrammeItem, Registration, TeamLimit


def staff_events_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Event]:
    return Event.objects.all() if viewer.has_perm("events.see_events") else Event.objects.none()


def programme_visible_to(viewer: Viewer, at: datetime) -> QuerySet[ProgrammeItem]:
    return ProgrammeItem.objects.all() if viewer.has_perm("events.see_events") else ProgrammeItem.objects.none()


def registrations_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Registration]:
    """Everyone who signed up and was not erased, for those who organise events."""
    if not viewer.has_perm("events.see_participants"):
        return Registration.objects.none()
    return Registration.objects.filter(erased_at=None)


def team_limits_visible_to(viewer: Viewer, at: datetime) -> QuerySet[TeamLimit]:
    return TeamLimit.objects.all() if viewer.has_perm("events.organise_events") else TeamLimit.objects.none()


def invitations_visible_to(viewer: Viewer, at: datetime) -> QuerySet[EventInvitation]:
    if not viewer.has_perm("events.organise_events"):
        return EventInvitation.objects.none()
    return EventInvitation.objects.all()


def door_helpers_visible_to(viewer: Viewer, at: datetime) -> QuerySet[DoorHelper]:
    return DoorHelper.objects.all() if viewer.has_perm("events.organise_events") else DoorHelper.objects.none()
