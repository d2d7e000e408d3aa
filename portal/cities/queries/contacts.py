"""Reading who speaks for a city. Personal: for the secretariat and the person themself only."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from portal.cities.models import City, ContactPerson
from portal.core.actors import Viewer


def active_contacts(at: datetime) -> QuerySet[ContactPerson]:
    """The contact persons in place at that instant."""
    return ContactPerson.objects.filter(Q(until__isnull=True) | Q(until__gt=at), since__lte=at)


def contact_of(city: City, at: datetime) -> ContactPerson | None:
    """Who speaks for `city` at that instant, their account loaded."""
    return active_contacts(at).filter(city=city).select_related("user").first()


def is_contact_of(user: Viewer, city_uuid: UUID, at: datetime) -> bool:
    """Whether `user` speaks for the city at that instant. What an application's or an endorsement's rule asks."""
    if not user.is_authenticated:
        return False
    return active_contacts(at).filter(city__uuid=city_uuid, user=user.pk).exists()
