"""Reading memberships. That a city is a member is public; eligibility rules of calls read `is_member` and `members`."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.cities.models import City
from portal.cities.queries.cities import cities
from portal.membership.models import Membership


def memberships_on(day: date) -> QuerySet[Membership]:
    """The memberships in force on `day`."""
    return Membership.objects.filter(Q(ends__isnull=True) | Q(ends__gt=day), starts__lte=day)


def is_member(city: City, on_date: date) -> bool:
    """Whether `city` is a member on that day (its first day counts, `ends` does not)."""
    return memberships_on(on_date).filter(city=city).exists()


def members(on_date: date, country: str | None = None) -> QuerySet[City]:
    """The member cities on that day, by name; of one country if given."""
    return cities(country=country).filter(Exists(memberships_on(on_date).filter(city=OuterRef("pk"))))
