"""Keeping derived ties in line with who speaks for which city."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db.models import Q

from portal.cities.actions.ties import derive_city_ties
from portal.jobs.registry import job


@job("cities.derive_ties", every=timedelta(days=1))
def derive_ties_nightly(at: datetime) -> None:
    """People of cities whose account was linked to a person since, and stand-ins whose time began or ended."""
    concerned = Q(contact_persons__isnull=False) | Q(city_seats__isnull=False) | Q(city_stand_ins__isnull=False)
    derive_city_ties(users=get_user_model().objects.filter(concerned, person__isnull=False).distinct(), at=at)
