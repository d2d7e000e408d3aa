"""Reading who speaks for a city. Personal: for the secretariat and the person themself only."""

from datetime import datetime

from django.db.models import Q, QuerySet

from portal.cities.models import ContactPerson


def active_contacts(at: datetime) -> QuerySet[ContactPerson]:
    """The contact persons in place at that instant."""
    return ContactPerson.objects.filter(Q(until__isnull=True) | Q(until__gt=at), since__lte=at)
