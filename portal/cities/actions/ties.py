"""Reviewers do not judge what comes from their own city: who works for it is tied to it."""

from collections.abc import Iterable
from datetime import datetime

from portal.cities.models import City
from portal.cities.queries.people import active_seats, cities_led_by
from portal.cities.states import CityRole
from portal.people.actions.ties import derive_ties
from portal.people.models import Person, Tie, User

NATURES = {CityRole.COLLEAGUE: Tie.Nature.EMPLOYMENT, CityRole.POLITICIAN: Tie.Nature.OFFICE}


def derive_city_ties(*, users: Iterable[User], at: datetime) -> int:
    """Brings the derived ties of these accounts in line with the cities they lead, work for or sit for; answers how
    many changed. An account without a person has none; the nightly job finds those that got one later."""
    return sum(_derive(user, at) for user in users)


def _derive(user: User, at: datetime) -> int:
    person = Person.objects.filter(user=user).first()
    if person is None:
        return 0
    changed = derive_ties(person=person, nature=Tie.Nature.CONTACT, targets=_targets(cities_led_by(user, at)), at=at)
    for role, nature in NATURES.items():
        seats = active_seats(role).filter(user=user).select_related("city")
        changed += derive_ties(person=person, nature=nature, targets=_targets(seat.city for seat in seats), at=at)
    return changed


def _targets(cities: Iterable[City]) -> list:
    return [("cities.city", city.uuid) for city in cities]
