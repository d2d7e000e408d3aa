"""Keeping derived ties in line with who speaks for which city."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model

from portal.cities.actions.contacts import derive_contact_ties
from portal.jobs.registry import job


@job("cities.derive_ties", every=timedelta(days=1))
def derive_ties_nightly(at: datetime) -> None:
    """Contact persons whose account was linked to a person since their appointment."""
    users = get_user_model().objects.filter(contact_persons__until=None, contact_persons__isnull=False)
    derive_contact_ties(users=users.filter(person__isnull=False).distinct(), at=at)
