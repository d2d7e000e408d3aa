"""Reading who works for a city. Personal: for those people themselves and the secretariat, never for a public page.

Whoever *acts* for a city is its contact person, a stand-in for them, or a colleague with the duty in question. Whoever
*reads* for it is one of those, or a politician.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from portal.cities.models import City, CitySeat, ContactPerson, StandIn
from portal.cities.queries.cities import cities
from portal.cities.queries.contacts import active_contacts
from portal.cities.states import CityDuty, CityRole, CitySeatState
from portal.core.actors import Account, Viewer
from portal.people.models import User


@dataclass(frozen=True, slots=True)
class CityPerson:
    """Someone who works for a city, or sits for it, since when; `duties`: what they may do for it."""

    user: User
    since: datetime
    duties: frozenset[str]


def active_stand_ins(at: datetime) -> QuerySet[StandIn]:
    """The stand-ins whose time it is."""
    return StandIn.objects.filter(since__lte=at, until__gt=at)


def active_seats(role: CityRole | None = None) -> QuerySet[CitySeat]:
    """The places that were accepted and have not ended; of one role if given."""
    seats = CitySeat.objects.filter(state__in=CitySeatState.where(may_read=True))
    return seats.filter(role=role) if role else seats


def leading(user: Account, at: datetime) -> Q:
    """A condition on a city: `user` is its contact person or stands in for them."""
    contacts = active_contacts(at).filter(user=user.pk).values("city")
    return Q(pk__in=contacts) | Q(pk__in=active_stand_ins(at).filter(user=user.pk).values("city"))


def acting(user: Account, at: datetime, duty: CityDuty | None = None) -> Q:
    """A condition on a city: `user` acts for it; with `duty` in that matter, without it in any."""
    seats = active_seats(CityRole.COLLEAGUE).filter(user=user.pk)
    held = [seat.city_id for seat in seats if (duty in seat.duties if duty else seat.duties)]
    return leading(user, at) | Q(pk__in=held)


def cities_led_by(user: Viewer, at: datetime) -> list[City]:
    """The cities `user` is contact person of, or stands in for at that instant."""
    return list(cities().filter(leading(user, at))) if user.is_authenticated else []


def cities_acted_for(user: Viewer, at: datetime, duty: CityDuty | None = None) -> list[City]:
    """The cities `user` may act for at that instant, by name; none for a visitor."""
    return list(cities().filter(acting(user, at, duty))) if user.is_authenticated else []


def acted_for(user: Account, at: datetime, duty: CityDuty | None = None) -> QuerySet[City, Any]:
    """Primary keys of `cities_acted_for`, for a condition of another query."""
    return City.objects.filter(acting(user, at, duty)).values("pk")


def cities_read_by(user: Viewer, at: datetime) -> list[City]:
    """The cities whose pages `user` may read at that instant, by name; none for a visitor."""
    return list(cities().filter(_reading(user, at))) if user.is_authenticated else []


def reading_any_of(users: QuerySet[User]) -> QuerySet[City, Any]:
    """Primary keys of the cities any of these accounts works for or sits for now or later: their contact persons,
    stand-ins, colleagues, politicians."""
    return City.objects.filter(
        Q(pk__in=ContactPerson.objects.filter(until=None, user__in=users).values("city"))
        | Q(pk__in=StandIn.objects.filter(user__in=users).values("city"))
        | Q(pk__in=active_seats().filter(user__in=users).values("city"))
    ).values("pk")


def may_lead(user: Viewer, city: City, at: datetime) -> bool:
    """Whether `user` is the contact person of `city` or stands in for them."""
    return user.is_authenticated and City.objects.filter(leading(user, at), pk=city.pk).exists()


def may_act_for(user: Viewer, city: City, duty: CityDuty | None, at: datetime) -> bool:
    """Whether `user` acts for `city` in a matter (None: in any)."""
    return user.is_authenticated and City.objects.filter(acting(user, at, duty), pk=city.pk).exists()


def may_read_for(user: Viewer, city: City, at: datetime) -> bool:
    """Whether `user` may read the pages of `city`."""
    return user.is_authenticated and City.objects.filter(_reading(user, at), pk=city.pk).exists()


def people_acting_for(city: City, at: datetime, duty: CityDuty) -> list[User]:
    """Whom an e-mail to the city in a matter reaches: contact person, stand-in and the colleagues with that duty whose
    accounts are open, each once."""
    leads = Q(pk__in=active_contacts(at).filter(city=city).values("user"))
    leads |= Q(pk__in=active_stand_ins(at).filter(city=city).values("user"))
    colleagues = [seat.user_id for seat in active_seats(CityRole.COLLEAGUE).filter(city=city) if duty in seat.duties]
    return list(User.objects.filter(leads | Q(pk__in=colleagues), is_active=True).order_by("pk"))


def people_of_each(cities: Iterable[int | None], at: datetime) -> Mapping[int, list[CityPerson]]:
    """Everyone of each of these cities (by primary key) at that instant: contact person, stand-in, colleagues,
    politicians. Three queries, however many cities."""
    found: dict[int, list[CityPerson]] = defaultdict(list)
    pks = [pk for pk in cities if pk is not None]
    for leads in (active_contacts(at), active_stand_ins(at)):
        for lead in leads.filter(city__in=pks, user__isnull=False).select_related("user__person"):
            assert lead.user is not None
            found[lead.city_id].append(CityPerson(lead.user, lead.since, frozenset(CityDuty.values)))
    for seat in active_seats().filter(city__in=pks).select_related("user__person"):
        assert seat.user is not None  # an active place is somebody's: the database holds it
        found[seat.city_id].append(CityPerson(seat.user, seat.since or seat.invited_at, frozenset(seat.duties)))
    return found


def politicians_of(city: City) -> list[User]:
    """The politicians of a city whose accounts are open."""
    seats = active_seats(CityRole.POLITICIAN).filter(city=city).values("user")
    return list(User.objects.filter(pk__in=seats, is_active=True).order_by("pk"))


def _reading(user: Account, at: datetime) -> Q:
    return leading(user, at) | Q(pk__in=active_seats().filter(user=user.pk).values("city"))
